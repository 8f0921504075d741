-- What agents do: turns, their payloads, tool and model calls, events. Rows come in by the million and leave by the
-- partition. A turn's created_at is its start; with its id it finds the row, and turn_keys finds created_at by the id.

create table runtime.turn_keys (
  id text primary key,
  created_at timestamptz(6) not null,
  source text not null
);
create index turn_keys_created_at_idx on runtime.turn_keys (created_at);

-- Small columns only: lists read nothing else. Tokens are disjoint: input without cached, output without reasoning.
create table runtime.turn_logs (
  created_at timestamptz(6) not null,
  id text not null,
  source text not null,
  bot_id text not null,
  user_id text,
  session_id text,
  model text,
  provider text,
  channel text,
  environment text,
  tags text[] not null default '{}',
  stream boolean,
  status text not null check (status in ('streaming', 'ok', 'error', 'timeout', 'aborted', 'interrupted')),
  end_reason text,
  error_text text,
  error_fingerprint text,
  ended_at timestamptz(6),
  latency_ms integer,
  ttft_ms integer,
  input_tokens integer,
  output_tokens integer,
  cache_read_tokens integer,
  cache_write_tokens integer,
  reasoning_tokens integer,
  total_tokens integer generated always as (
    case when coalesce(input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens) is not null then
      coalesce(input_tokens, 0) + coalesce(output_tokens, 0) + coalesce(cache_read_tokens, 0)
        + coalesce(cache_write_tokens, 0) + coalesce(reasoning_tokens, 0)
    end
  ) stored,
  cost_usd numeric(18, 9),
  tool_call_count integer not null default 0,
  llm_call_count integer not null default 0,
  prompt_preview text,
  response_preview text,
  trigger_message_id text,
  parent_turn_id text,
  agent_session_key text,
  agent_request_id text,
  animation text,
  content_context_id text,
  reservation_key text,
  updated_at timestamptz(6) not null default now(),
  primary key (created_at, id)
) partition by range (created_at);

-- Each sort has an index that ends in (created_at, id), so that every page of it is one short scan. The three figures
-- are indexed only once known: a turn that has just begun costs those indexes nothing.
create index turn_logs_time_idx on runtime.turn_logs (created_at desc, id desc);
create index turn_logs_bot_idx on runtime.turn_logs (bot_id, created_at desc, id desc);
create index turn_logs_user_idx on runtime.turn_logs (user_id, created_at desc, id desc) where user_id is not null;
create index turn_logs_session_idx on runtime.turn_logs (session_id, created_at desc, id desc) where session_id is not null;
create index turn_logs_model_idx on runtime.turn_logs (model, created_at desc, id desc);
create index turn_logs_status_idx on runtime.turn_logs (status, created_at desc, id desc);
create index turn_logs_latency_idx on runtime.turn_logs (latency_ms desc, created_at desc, id desc) where latency_ms is not null;
create index turn_logs_cost_idx on runtime.turn_logs (cost_usd desc, created_at desc, id desc) where cost_usd is not null;
create index turn_logs_tokens_idx on runtime.turn_logs (total_tokens desc, created_at desc, id desc) where total_tokens is not null;
create index turn_logs_fingerprint_idx on runtime.turn_logs (error_fingerprint, created_at desc) where error_fingerprint is not null;
create index turn_logs_parent_idx on runtime.turn_logs (parent_turn_id) where parent_turn_id is not null;

-- The texts. Their partitions are dropped sooner than those of the rows.
create table runtime.turn_payloads (
  created_at timestamptz(6) not null,
  id text not null,
  user_prompt text,
  request_messages json,
  response_text text,
  reasoning_text text,
  error_text text,
  prompts json,
  metadata json,
  raw_attributes json,
  -- Pairs of neighbouring characters for scripts without spaces: the parser sees a whole sentence as one word there.
  search_pairs text,
  ended boolean not null default false,
  primary key (created_at, id)
) partition by range (created_at);

-- The beginnings only: a tsvector holds 1 MB, and no text may be refused for its vocabulary.
create function runtime.search_words(prompt text, response text, pairs text) returns tsvector
language sql immutable parallel safe
as $$
  select to_tsvector('pg_catalog.simple', left(coalesce(prompt, ''), 50000) || ' ' || left(coalesce(response, ''), 50000) || ' ' || coalesce(pairs, ''))
$$;

-- No tsvector is stored: the index alone is a third of the texts, a stored column would add one and a half times them.
create index turn_payloads_search_idx on runtime.turn_payloads
  using gin (runtime.search_words(user_prompt, response_text, search_pairs)) where ended;

create table runtime.tool_call_records (
  turn_created_at timestamptz(6) not null,
  turn_id text not null,
  call_id text not null,
  tool_name text not null,
  arguments_json json,
  -- The beginning; the whole stands in tool_call_results when it is longer.
  result_text text,
  result_chars integer,
  result_bytes integer,
  status text not null check (status in ('running', 'ok', 'error', 'interrupted')),
  iteration integer,
  parent_call_id text,
  started_at timestamptz(6) not null,
  ended_at timestamptz(6),
  duration_ms integer,
  seq integer not null,
  primary key (turn_created_at, turn_id, call_id)
) partition by range (turn_created_at);
create index tool_call_records_tool_idx on runtime.tool_call_records (tool_name, turn_created_at desc);

-- Slices of 64 KiB, so that a range of a large result is read without the rest.
create table runtime.tool_call_results (
  turn_created_at timestamptz(6) not null,
  turn_id text not null,
  call_id text not null,
  part integer not null,
  body bytea not null,
  primary key (turn_created_at, turn_id, call_id, part)
) partition by range (turn_created_at);

create table runtime.llm_calls (
  turn_created_at timestamptz(6) not null,
  turn_id text not null,
  call_id text not null,
  model text not null,
  provider text,
  attempt integer,
  input_tokens integer,
  output_tokens integer,
  cache_read_tokens integer,
  cache_write_tokens integer,
  reasoning_tokens integer,
  cost_usd numeric(18, 9),
  latency_ms integer,
  finish_reason text,
  error_text text,
  started_at timestamptz(6) not null,
  ended_at timestamptz(6),
  seq integer not null,
  primary key (turn_created_at, turn_id, call_id)
) partition by range (turn_created_at);

-- Turns that run. Small and hot: what changes with every piece of text stands here, not in turn_logs and its indexes.
create table runtime.turn_runs (
  turn_id text primary key,
  created_at timestamptz(6) not null,
  lease_s integer not null,
  lease_until timestamptz(6) not null,
  response_chars integer not null default 0,
  reasoning_chars integer not null default 0,
  stop_requested_at timestamptz(6),
  stop_requested_by text
) with (fillfactor = 60);
create index turn_runs_lease_idx on runtime.turn_runs (lease_until);

-- Text as it arrives. When the turn ends it is put together in turn_payloads and leaves here.
create table runtime.turn_pieces (
  turn_id text not null,
  kind text not null check (kind in ('response', 'reasoning')),
  at_char integer not null,
  body text not null,
  primary key (turn_id, kind, at_char)
);

-- What changed, in an order without gaps: read rows with tx < pg_snapshot_xmin(pg_current_snapshot()), by (tx, seq).
create sequence runtime.turn_changes_seq;
create table runtime.turn_changes (
  at timestamptz(6) not null default now(),
  tx xid8 not null default pg_current_xact_id(),
  seq bigint not null default nextval('runtime.turn_changes_seq'),
  turn_id text not null,
  turn_created_at timestamptz(6) not null,
  -- Who may see only some bots is told of a deletion too, when there is no row left to ask.
  bot_id text not null,
  kind text not null
) partition by range (at);
create index turn_changes_order_idx on runtime.turn_changes (tx, seq);

create table runtime.turn_notes (
  turn_id text not null,
  id uuid not null,
  turn_created_at timestamptz(6) not null,
  author_id text not null,
  author_name text not null,
  body text not null,
  created_at timestamptz(6) not null default now(),
  primary key (turn_id, id)
);

create table runtime.turn_bookmarks (
  turn_id text not null,
  user_id text not null,
  turn_created_at timestamptz(6) not null,
  created_at timestamptz(6) not null default now(),
  primary key (user_id, turn_id)
);

create table runtime.sessions (
  id text primary key,
  bot_id text not null,
  user_id text,
  source text not null,
  started_at timestamptz(6) not null,
  last_activity_at timestamptz(6) not null,
  ended_at timestamptz(6),
  status text not null default 'active',
  session_metadata jsonb not null default '{}'
);
create index sessions_bot_idx on runtime.sessions (bot_id, last_activity_at desc, id desc);

create sequence runtime.agent_events_id_seq;
create table runtime.agent_events (
  created_at timestamptz(6) not null,
  id bigint not null default nextval('runtime.agent_events_id_seq'),
  event_dedupe_key bytea not null,
  source text not null,
  session_key text not null,
  run_id text,
  kind text not null,
  seq bigint,
  payload_json json,
  primary key (created_at, id)
) partition by range (created_at);
create index agent_events_id_idx on runtime.agent_events (id);
create index agent_events_session_idx on runtime.agent_events (session_key, seq, id);
create index agent_events_run_idx on runtime.agent_events (session_key, run_id, seq, id);

-- Seven days of keys, whatever the partitions of the events say.
create table runtime.agent_event_keys (
  seen_at timestamptz(6) not null default now(),
  event_dedupe_key bytea not null,
  primary key (event_dedupe_key)
);
create index agent_event_keys_seen_idx on runtime.agent_event_keys (seen_at);

create table runtime.agent_session_state (
  session_key text primary key,
  source text not null,
  last_event_id bigint,
  last_seq bigint,
  ws_connected boolean,
  last_cursor text,
  updated_at timestamptz(6) not null default now()
);

create table runtime.agent_runs (
  run_id text not null,
  session_key text not null,
  source text not null,
  status text not null default 'running' check (status in ('running', 'completed', 'interrupted')),
  full_text text,
  tool_calls_json json,
  started_at timestamptz(6) not null,
  completed_at timestamptz(6),
  event_count integer not null default 0,
  primary key (session_key, run_id)
);
create index agent_runs_started_idx on runtime.agent_runs (started_at desc);

-- Partitions are days, named by their day in UTC; the change log's are hours.
create function runtime.ensure_partition(parent text, from_time timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  hourly boolean := parent = 'turn_changes';
  unit text := case when hourly then 'hour' else 'day' end;
  start_at timestamptz := date_trunc(unit, from_time, 'UTC');
  end_at timestamptz := start_at + case when hourly then interval '1 hour' else interval '24 hours' end;
  part text := parent || '_p' || to_char(start_at at time zone 'UTC', case when hourly then 'YYYYMMDDHH24' else 'YYYYMMDD' end);
begin
  if parent not in ('turn_logs', 'turn_payloads', 'tool_call_records', 'tool_call_results', 'llm_calls', 'turn_changes', 'agent_events') then
    raise exception 'no such partitioned table: %', parent;
  end if;
  if to_regclass('runtime.' || part) is not null then return; end if;
  -- Two writers may want the same day: the second waits, and then finds it made.
  perform pg_advisory_xact_lock(hashtextextended('runtime.' || part, 0));
  -- Made apart and then attached: that waits for nobody who reads or writes the parent.
  execute format('create table runtime.%I (like runtime.%I including all)', part, parent);
  execute format('alter table runtime.%I attach partition runtime.%I for values from (%L) to (%L)', parent, part, start_at, end_at);
exception when duplicate_table then
  -- What was looked up before the wait is remembered; only the attempt itself tells the truth.
  return;
end
$$;
revoke all on function runtime.ensure_partition(text, timestamptz) from public;

do $$
begin
  if exists (select from pg_roles where rolname = 'wheelhouse_app') then
    grant execute on function runtime.ensure_partition(text, timestamptz) to wheelhouse_app;
  end if;
end
$$;
