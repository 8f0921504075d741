-- What the rules of prompts need besides: who asks to end a protection, which numbers were given, one order everywhere.

-- Ending a protection takes a second person as moving the pin does.
alter table runtime.prompt_pin_requests
  add column kind text not null default 'move' check (kind in ('move', 'unprotect'));

-- The last number that a prompt gave before it went: the next one of its name goes on from there, so that what a turn
-- names never means two texts.
create table runtime.prompt_numbers (
  key text not null,
  scope_type text not null,
  scope_id text not null,
  last_version integer not null,
  primary key (key, scope_type, scope_id)
);

-- However a prompt goes: by its reset, or with its bot.
create function runtime.keep_prompt_number() returns trigger
language plpgsql
as $$
begin
  insert into runtime.prompt_numbers (key, scope_type, scope_id, last_version)
  values (old.key, old.scope_type, old.scope_id, old.newest_version)
  on conflict (key, scope_type, scope_id) do update
    set last_version = greatest(runtime.prompt_numbers.last_version, excluded.last_version);
  return old;
end
$$;
create trigger keep_prompt_number after delete on runtime.prompt_templates
  for each row execute function runtime.keep_prompt_number();

-- Pages of the machine interface go by key, in an order that code and every database share.
create index prompt_templates_key_idx on runtime.prompt_templates (key collate "C", scope_type collate "C", scope_id collate "C");
