-- Reading at volume: an index for every sort, and counts that are kept while turns come, change and go.

-- The primary key, read backwards, is the list by time.
drop index runtime.turn_logs_time_idx;

-- A page's order has one direction throughout, so that a position is one comparison of rows; each index serves both
-- directions. The id, which settles the order within a microsecond, is left out: that halves them, and the few rows that
-- share value and time are put in order as they come.
drop index runtime.turn_logs_bot_idx;
drop index runtime.turn_logs_user_idx;
drop index runtime.turn_logs_session_idx;
drop index runtime.turn_logs_model_idx;
drop index runtime.turn_logs_status_idx;
drop index runtime.turn_logs_latency_idx;
drop index runtime.turn_logs_tokens_idx;
drop index runtime.turn_logs_cost_idx;
create index turn_logs_bot_idx on runtime.turn_logs (bot_id desc, created_at desc);
create index turn_logs_user_idx on runtime.turn_logs (user_id desc, created_at desc) where user_id is not null;
create index turn_logs_session_idx on runtime.turn_logs (session_id desc, created_at desc) where session_id is not null;
create index turn_logs_model_idx on runtime.turn_logs (model desc, created_at desc) where model is not null;
create index turn_logs_status_idx on runtime.turn_logs (status desc, created_at desc);
create index turn_logs_latency_idx on runtime.turn_logs (latency_ms desc, created_at desc) where latency_ms is not null;
create index turn_logs_ttft_idx on runtime.turn_logs (ttft_ms desc, created_at desc) where ttft_ms is not null;
create index turn_logs_tokens_idx on runtime.turn_logs (total_tokens desc, created_at desc) where total_tokens is not null;
create index turn_logs_cost_idx on runtime.turn_logs (cost_usd desc, created_at desc) where cost_usd is not null;
create index turn_logs_tools_idx on runtime.turn_logs (tool_call_count desc, created_at desc);

-- What the turns of an hour, and of a day, count for, by one facet at a time. The facet "all" counts them all.
create table runtime.turn_margins (
  unit text not null check (unit in ('hour', 'day')),
  starts_at timestamptz(6) not null,
  facet text not null,
  value text not null,
  turns bigint not null,
  primary key (unit, facet, starts_at, value)
) with (fillfactor = 80);

-- When the margins were last counted from the rows; without a row here they never were.
create table runtime.turn_margins_built (
  one boolean primary key default true check (one),
  built_at timestamptz(6) not null
);

-- What turns began or ceased to count for, in the transaction that changed them. Whoever folds it into sums takes it away
-- in the same transaction: so nothing counts twice, and nothing is lost.
create table runtime.turn_ledger (
  sign smallint not null check (sign in (-1, 1)),
  created_at timestamptz(6) not null,
  bot_id text not null,
  user_id text,
  model text,
  provider text,
  channel text,
  environment text,
  tags text[] not null,
  status text not null,
  error_fingerprint text,
  latency_ms integer,
  ttft_ms integer,
  total_tokens integer,
  cost_usd numeric(18, 9),
  tool_call_count integer not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);

create function runtime.book_turns() returns trigger
language plpgsql
as $$
begin
  if tg_op <> 'INSERT' then
    insert into runtime.turn_ledger
    select -1, o.created_at, o.bot_id, o.user_id, o.model, o.provider, o.channel, o.environment, o.tags, o.status, o.error_fingerprint,
           o.latency_ms, o.ttft_ms, o.total_tokens, o.cost_usd, o.tool_call_count
      from turns_before o;
  end if;
  if tg_op <> 'DELETE' then
    insert into runtime.turn_ledger
    select 1, n.created_at, n.bot_id, n.user_id, n.model, n.provider, n.channel, n.environment, n.tags, n.status, n.error_fingerprint,
           n.latency_ms, n.ttft_ms, n.total_tokens, n.cost_usd, n.tool_call_count
      from turns_after n;
  end if;
  return null;
end
$$;

-- On the table as a whole, and by the statement: whoever writes is booked, and dropping a partition books nothing.
create trigger book_new_turns after insert on runtime.turn_logs
  referencing new table as turns_after for each statement execute function runtime.book_turns();
create trigger book_changed_turns after update on runtime.turn_logs
  referencing old table as turns_before new table as turns_after for each statement execute function runtime.book_turns();
create trigger book_deleted_turns after delete on runtime.turn_logs
  referencing old table as turns_before for each statement execute function runtime.book_turns();
