-- A page of the list asks for the latencies of its fifty bots, not for those of all.
create index bot_latencies_bot_idx on runtime.bot_latencies (bot_id, starts_at desc) include (bin, turns);
