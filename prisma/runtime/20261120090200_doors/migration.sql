-- What operators say about the doors: settings, paused bots, masking rules; and what is known of OTLP traces that are
-- still coming in.

-- The seed's names. The scope's id is '*' for the whole house, else a bot's slug.
create table runtime.runtime_settings (
  scope_type text not null check (scope_type in ('global', 'bot')),
  scope_id text not null,
  key text not null,
  value jsonb not null,
  updated_at timestamptz(6) not null default now(),
  updated_by text not null,
  primary key (scope_type, scope_id, key),
  check ((scope_type = 'global') = (scope_id = '*'))
);
create index runtime_settings_key_idx on runtime.runtime_settings (key);

-- '*' stands for every bot. A bot need not be configured to be paused.
create table runtime.bot_pauses (
  bot_id text primary key,
  paused_at timestamptz(6) not null default now(),
  paused_by text not null,
  reason text not null default ''
);

create table runtime.masking_rules (
  id uuid primary key,
  name text not null,
  kind text not null check (kind in ('pattern', 'key')),
  bot_id text not null default '*',
  -- A pattern, or the path of a key.
  find text not null,
  ignore_case boolean not null default false,
  check_digits boolean not null default false,
  replacement text not null,
  enabled boolean not null default true,
  masked_count bigint not null default 0,
  last_masked_at timestamptz(6),
  created_at timestamptz(6) not null default now(),
  updated_at timestamptz(6) not null default now(),
  updated_by text not null
);

-- Masking may make a text longer or shorter; what a runtime counts by is the length of what it sent. Null: the same.
alter table runtime.turn_runs add column response_sent_chars integer;
alter table runtime.turn_payloads add column response_sent_chars integer;

-- What a silent turn ends as, when its runtime left more to go by than its silence.
alter table runtime.turn_runs add column silent_status text, add column silent_ended_at timestamptz(6);

-- A trace comes in pieces and in any order. Its spans stand in the payloads of its turns; here stands which turns these
-- are, and the spans that belong to none.
create table runtime.otlp_traces (
  trace_id text not null,
  source text not null,
  -- What the ids of its turns begin with.
  base_id text not null,
  turn_ids text[] not null default '{}',
  spans json not null default '[]',
  seen_at timestamptz(6) not null default now(),
  primary key (trace_id, source)
);
create index otlp_traces_seen_idx on runtime.otlp_traces (seen_at);

-- A rule may quote what it is to hide.
do $$
begin
  if exists (select from pg_roles where rolname = 'wheelhouse_reader') then
    revoke select on runtime.masking_rules from wheelhouse_reader;
  end if;
end
$$;
