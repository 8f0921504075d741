-- A bot that was deleted: what went with it, and how far its purge has come. Kept as the receipt.
create table runtime.bot_deletions (
  id uuid primary key,
  slug text not null,
  -- Its slug and those it had before.
  names text[] not null,
  name text not null,
  is_purge boolean not null,
  -- How many rows of each kind went.
  counts jsonb not null default '{}',
  turns_expected bigint not null default 0,
  state text not null check (state in ('waiting', 'running', 'done', 'failed')),
  problem text not null default '',
  asked_by_id text not null,
  asked_by text not null,
  asked_at timestamptz(6) not null default now(),
  ended_at timestamptz(6)
);
create index bot_deletions_asked_idx on runtime.bot_deletions (asked_at desc);
