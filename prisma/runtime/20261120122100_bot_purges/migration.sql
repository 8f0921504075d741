-- A bot that nobody has set up, on its way out: how far it is, and in the end the receipt.
create table runtime.bot_purges (
  id uuid primary key,
  bot_id text not null,
  state text not null default 'running' check (state in ('running', 'done', 'stopped')),
  -- Of turns, when it began; more may have come since.
  expected_turns bigint not null,
  -- How many rows of each kind are gone.
  removed jsonb not null default '{}',
  requested_by text not null,
  requested_at timestamptz(6) not null default now(),
  finished_at timestamptz(6)
);
create unique index bot_purges_running_idx on runtime.bot_purges (bot_id) where state = 'running';
create index bot_purges_time_idx on runtime.bot_purges (requested_at desc);
