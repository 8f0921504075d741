-- What turns used: sums by the quarter of an hour, fed by the ledger that counts them.

-- The id stands with turns that have model calls: what those used is read when the entry is folded.
alter table runtime.turn_ledger
  add column id text,
  add column source text,
  add column llm_call_count integer,
  add column input_tokens integer,
  add column output_tokens integer,
  add column cache_read_tokens integer,
  add column cache_write_tokens integer,
  add column reasoning_tokens integer;

create or replace function runtime.book_turns() returns trigger
language plpgsql
as $$
begin
  if tg_op <> 'INSERT' then
    insert into runtime.turn_ledger
    select -1, o.created_at, o.bot_id, o.user_id, o.model, o.provider, o.channel, o.environment, o.tags, o.status, o.error_fingerprint,
           o.latency_ms, o.ttft_ms, o.total_tokens, o.cost_usd, o.tool_call_count, case when o.llm_call_count > 0 then o.id end, o.source,
           o.llm_call_count, o.input_tokens, o.output_tokens, o.cache_read_tokens, o.cache_write_tokens, o.reasoning_tokens
      from turns_before o;
  end if;
  if tg_op <> 'DELETE' then
    insert into runtime.turn_ledger
    select 1, n.created_at, n.bot_id, n.user_id, n.model, n.provider, n.channel, n.environment, n.tags, n.status, n.error_fingerprint,
           n.latency_ms, n.ttft_ms, n.total_tokens, n.cost_usd, n.tool_call_count, case when n.llm_call_count > 0 then n.id end, n.source,
           n.llm_call_count, n.input_tokens, n.output_tokens, n.cache_read_tokens, n.cache_write_tokens, n.reasoning_tokens
      from turns_after n;
  end if;
  return null;
end
$$;

-- Turns whose model calls have changed since they were last read.
create table runtime.usage_marks (
  turn_created_at timestamptz(6) not null,
  turn_id text not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);

create function runtime.mark_new_calls() returns trigger
language plpgsql
as $$
begin
  insert into runtime.usage_marks select distinct c.turn_created_at, c.turn_id from calls_after c;
  return null;
end
$$;
create function runtime.mark_old_calls() returns trigger
language plpgsql
as $$
begin
  insert into runtime.usage_marks select distinct c.turn_created_at, c.turn_id from calls_before c;
  return null;
end
$$;
create trigger mark_new_calls after insert on runtime.llm_calls
  referencing new table as calls_after for each statement execute function runtime.mark_new_calls();
create trigger mark_changed_calls after update on runtime.llm_calls
  referencing new table as calls_after for each statement execute function runtime.mark_new_calls();
-- A call that moves leaves its turn.
create trigger mark_left_calls after update on runtime.llm_calls
  referencing old table as calls_before for each statement execute function runtime.mark_old_calls();
create trigger mark_deleted_calls after delete on runtime.llm_calls
  referencing old table as calls_before for each statement execute function runtime.mark_old_calls();

-- What a turn with model calls is booked with now, so that its next reading takes the place of this one. Several rows a turn.
create table runtime.usage_booked (
  turn_created_at timestamptz(6) not null,
  turn_id text not null,
  starts_at timestamptz(6) not null,
  bot_id text not null,
  provider text not null,
  model text not null,
  channel text not null,
  environment text not null,
  source text not null,
  turns integer not null,
  errors integer not null,
  model_calls integer not null,
  input_tokens bigint not null,
  output_tokens bigint not null,
  cache_read_tokens bigint not null,
  cache_write_tokens bigint not null,
  reasoning_tokens bigint not null,
  cost_usd numeric not null,
  cost_unknown_turns integer not null,
  tool_calls integer not null,
  latency_ms integer,
  ttft_ms integer
);
create index usage_booked_turn_idx on runtime.usage_booked (turn_created_at, turn_id);

-- What sums are kept by. The shape says which dimensions count: 1 the bot, 2 model and provider, 4 channel, environment and
-- source; the others are ''. The id is a hash of both.
create table runtime.usage_series (
  id bigint primary key,
  shape smallint not null,
  bot_id text not null,
  provider text not null,
  model text not null,
  channel text not null,
  environment text not null,
  source text not null
);
create index usage_series_shape_idx on runtime.usage_series (shape, bot_id, model);

-- The quarters of an hour, by every dimension. `times` is a histogram of latency and time to first token in one: a number's
-- lowest nine bits are its bin (from 256 on of the latter), the others count the turns.
create table runtime.usage_buckets (
  series_id bigint not null,
  starts_at timestamptz(6) not null,
  turns bigint not null,
  errors bigint not null,
  model_calls bigint not null,
  input_tokens bigint not null,
  output_tokens bigint not null,
  cache_read_tokens bigint not null,
  cache_write_tokens bigint not null,
  reasoning_tokens bigint not null,
  cost_usd numeric not null,
  cost_unknown_turns bigint not null,
  tool_calls bigint not null,
  times bigint[] not null,
  primary key (series_id, starts_at)
) with (fillfactor = 80);
create index usage_buckets_time_idx on runtime.usage_buckets (starts_at);

-- The same by hours and days of UTC, and by fewer dimensions, so that long ranges are read from few rows.
create table runtime.usage_margins (
  unit text not null check (unit in ('hour', 'day')),
  series_id bigint not null,
  starts_at timestamptz(6) not null,
  turns bigint not null,
  errors bigint not null,
  model_calls bigint not null,
  input_tokens bigint not null,
  output_tokens bigint not null,
  cache_read_tokens bigint not null,
  cache_write_tokens bigint not null,
  reasoning_tokens bigint not null,
  cost_usd numeric not null,
  cost_unknown_turns bigint not null,
  tool_calls bigint not null,
  times bigint[] not null,
  primary key (unit, series_id, starts_at)
) with (fillfactor = 80);

-- What was ever added, for counters that must not fall: corrections downward and deletions are left out.
create table runtime.usage_counters (
  bot_id text not null,
  model text not null,
  seq bigint not null generated always as identity,
  turns numeric not null,
  errors numeric not null,
  input_tokens numeric not null,
  output_tokens numeric not null,
  cache_read_tokens numeric not null,
  cache_write_tokens numeric not null,
  reasoning_tokens numeric not null,
  cost_usd numeric not null,
  cost_unknown_turns numeric not null,
  tool_calls numeric not null,
  primary key (bot_id, model)
) with (fillfactor = 60);

-- When the sums were last read from the rows, and since when there are rows: what is older stands in the sums alone.
create table runtime.usage_built (
  one boolean primary key default true check (one),
  built_at timestamptz(6),
  rows_from timestamptz(6) not null default '-infinity'
);
insert into runtime.usage_built default values;

create function runtime.add_times(a bigint[], b bigint[]) returns bigint[]
language sql immutable parallel safe
as $$
  select case when b = '{}' then a when a = '{}' then b else (
    select coalesce(array_agg((n << 9) | bin order by bin), '{}')
      from (select v & 511 as bin, sum(v >> 9)::bigint as n from unnest(a || b) as v group by 1) as sums
     where n <> 0) end
$$;
