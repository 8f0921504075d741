-- Who the bots are, what they are told, and which turn was told what.

-- The seed's names. Everything a bot is set up with; a bot that only turns know has no row here.
create table runtime.bot_profiles (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[A-Za-z0-9._:-]{1,128}$'),
  -- What it was called before: rows under an old slug still find their bot.
  former_slugs text[] not null default '{}',
  name text not null,
  description text not null default '',
  -- One of the palette's names; null: by the slug.
  color text,
  -- An emoji, the address of an image, or "vrm:" and the id of a model.
  avatar text,
  system_prompt text not null default '',
  -- The key of a persona that stands in the place of the system prompt.
  prompt_override_key text,
  -- What an agent backend adds of its own; the mode says which of the two is used.
  agent_prompt text not null default '',
  prompt_mode text not null default 'combined' check (prompt_mode in ('combined', 'system_only', 'agent_only')),
  default_model text,
  default_provider text,
  -- [{model, provider}], tried in this order.
  fallback_models jsonb not null default '[]',
  default_voice text,
  tts_mode boolean not null default false,
  agent_backend text not null default 'chat' check (agent_backend in ('chat', 'claude-code', 'codex', 'openclaw', 'custom')),
  agent_backend_config jsonb not null default '{}',
  requires_memory boolean not null default true,
  voice_optimized boolean not null default false,
  include_summaries boolean not null default true,
  include_in_global_search boolean not null default true,
  uses_tools boolean not null default false,
  uses_search boolean not null default false,
  uses_home_assistant boolean not null default false,
  -- Empty: every tool.
  allowed_tools text[] not null default '{}',
  limits jsonb not null default '{}',
  nextcloud_config jsonb,
  enabled boolean not null default true,
  source text not null default 'console',
  revision integer not null default 1,
  created_at timestamptz(6) not null default now(),
  updated_at timestamptz(6) not null default now(),
  updated_by text not null
);
create index bot_profiles_name_idx on runtime.bot_profiles (lower(name));
create index bot_profiles_former_idx on runtime.bot_profiles using gin (former_slugs);

-- Every state a bot was in, the last before its deletion too.
create table runtime.bot_profile_revisions (
  bot_id uuid not null,
  revision integer not null,
  slug text not null,
  profile jsonb not null,
  note text not null default '',
  created_by text not null,
  created_at timestamptz(6) not null default now(),
  primary key (bot_id, revision)
);
create index bot_profile_revisions_slug_idx on runtime.bot_profile_revisions (slug);

-- A prompt stands in a scope as settings do: '*' is the whole house, else a bot's slug.
create table runtime.prompt_templates (
  key text not null check (key ~ '^[A-Za-z0-9._:-]{1,128}$'),
  scope_type text not null check (scope_type in ('global', 'bot')),
  scope_id text not null,
  title text not null default '',
  category text not null default '',
  folder text not null default '',
  -- A protected prompt is always pinned, and moving its pin takes a second person.
  is_protected boolean not null default false,
  newest_version integer not null,
  -- The pinned version, else the newest: kept with every write, so that a fetch reads two rows.
  active_version integer not null,
  source text not null default 'console',
  created_at timestamptz(6) not null default now(),
  updated_at timestamptz(6) not null default now(),
  updated_by text not null,
  primary key (key, scope_type, scope_id),
  check ((scope_type = 'global') = (scope_id = '*'))
);
create index prompt_templates_scope_idx on runtime.prompt_templates (scope_type, scope_id);
create index prompt_templates_category_idx on runtime.prompt_templates (category, folder, key);
create index prompt_templates_updated_idx on runtime.prompt_templates (updated_at desc, key, scope_type, scope_id);

create table runtime.prompt_template_versions (
  key text not null,
  scope_type text not null,
  scope_id text not null,
  version integer not null check (version > 0),
  body text not null,
  syntax text not null default 'mustache' check (syntax in ('mustache', 'python')),
  -- [{name, type, default, example, choices, description}]
  variables jsonb not null default '[]',
  change_note text not null default '',
  -- Of the body and its syntax, in hexadecimal: what a fetch answers as ETag is made of it.
  body_sha256 text not null,
  chars integer generated always as (char_length(body)) stored,
  tokens integer,
  created_by text not null,
  created_at timestamptz(6) not null default now(),
  primary key (key, scope_type, scope_id, version),
  foreign key (key, scope_type, scope_id) references runtime.prompt_templates on delete cascade
);

-- A version never changes, and goes only with its prompt: what a turn was told can be read for as long as the prompt is there.
create function runtime.keep_prompt_version() returns trigger
language plpgsql
as $$
begin
  if tg_op = 'UPDATE' or exists (
    select from runtime.prompt_templates p
     where p.key = old.key and p.scope_type = old.scope_type and p.scope_id = old.scope_id
  ) then
    raise exception 'versions of prompts are kept as they are';
  end if;
  return old;
end
$$;
create trigger keep_prompt_version before update or delete on runtime.prompt_template_versions
  for each row execute function runtime.keep_prompt_version();

create table runtime.prompt_pins (
  key text not null,
  scope_type text not null,
  scope_id text not null,
  version integer not null,
  pinned_at timestamptz(6) not null default now(),
  pinned_by text not null,
  reason text not null default '',
  primary key (key, scope_type, scope_id),
  foreign key (key, scope_type, scope_id) references runtime.prompt_templates on delete cascade,
  foreign key (key, scope_type, scope_id, version) references runtime.prompt_template_versions
);

-- What was active before and after: a pin that was set, moved or taken away. Kept when the prompt is gone.
create table runtime.prompt_pin_moves (
  id bigint generated always as identity primary key,
  key text not null,
  scope_type text not null,
  scope_id text not null,
  kind text not null check (kind in ('pin', 'unpin', 'rollback', 'protect', 'unprotect')),
  from_version integer,
  to_version integer,
  moved_at timestamptz(6) not null default now(),
  moved_by text not null,
  -- The second person, where the prompt is protected.
  approved_by text,
  reason text not null default ''
);
create index prompt_pin_moves_prompt_idx on runtime.prompt_pin_moves (key, scope_type, scope_id, id desc);

-- A move that waits for a second person. One at a time for each prompt.
create table runtime.prompt_pin_requests (
  id uuid primary key,
  key text not null,
  scope_type text not null,
  scope_id text not null,
  to_version integer not null,
  reason text not null default '',
  status text not null default 'open' check (status in ('open', 'approved', 'refused', 'withdrawn')),
  -- The account, which names do not tell apart.
  requested_by_id text not null,
  requested_by text not null,
  requested_at timestamptz(6) not null default now(),
  decided_by text,
  decided_at timestamptz(6),
  decision_note text not null default '',
  foreign key (key, scope_type, scope_id) references runtime.prompt_templates on delete cascade,
  foreign key (key, scope_type, scope_id, to_version) references runtime.prompt_template_versions
);
create unique index prompt_pin_requests_open_idx on runtime.prompt_pin_requests (key, scope_type, scope_id) where status = 'open';

-- What a setting was and became. Null: not set. A secret's values are not written down here.
create table runtime.runtime_setting_changes (
  id bigint generated always as identity primary key,
  scope_type text not null,
  scope_id text not null,
  key text not null,
  before jsonb,
  after jsonb,
  changed_at timestamptz(6) not null default now(),
  changed_by text not null
);
create index runtime_setting_changes_setting_idx on runtime.runtime_setting_changes (scope_type, scope_id, key, id desc);

-- Which versions told a turn what to do. It leaves with the rows of its day.
create table runtime.turn_prompts (
  turn_created_at timestamptz(6) not null,
  turn_id text not null,
  key text not null,
  -- As the runtime named it: 'global', 'default' or 'bot:' and a slug.
  scope text not null,
  version integer not null,
  primary key (turn_created_at, turn_id, key, scope)
) partition by range (turn_created_at);
create index turn_prompts_version_idx on runtime.turn_prompts (key, scope, version, turn_created_at desc);

-- Partitions are days, named by their day in UTC; the change log's are hours. Of any partitioned table of ours, so that a
-- new one needs no new function.
create or replace function runtime.ensure_partition(parent text, from_time timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  hourly boolean := parent = 'turn_changes';
  unit text := case when hourly then 'hour' else 'day' end;
  start_at timestamptz := date_trunc(unit, from_time, 'UTC');
  end_at timestamptz := start_at + case when hourly then interval '1 hour' else interval '24 hours' end;
  part text := parent || '_p' || to_char(start_at at time zone 'UTC', case when hourly then 'YYYYMMDDHH24' else 'YYYYMMDD' end);
begin
  if not exists (select from pg_partitioned_table where partrelid = to_regclass(format('runtime.%I', parent))) then
    raise exception 'no such partitioned table: %', parent;
  end if;
  if to_regclass('runtime.' || part) is not null then return; end if;
  -- Two writers may want the same day: the second waits, and then finds it made.
  perform pg_advisory_xact_lock(hashtextextended('runtime.' || part, 0));
  -- Made apart and then attached: that waits for nobody who reads or writes the parent.
  execute format('create table runtime.%I (like runtime.%I including all)', part, parent);
  execute format('alter table runtime.%I attach partition runtime.%I for values from (%L) to (%L)', parent, part, start_at, end_at);
  if parent = 'turn_payloads' then perform runtime.keep_no_word_statistics(part); end if;
exception when duplicate_table then
  -- What was looked up before the wait is remembered; only the attempt itself tells the truth.
  return;
end
$$;
