-- How bots look, as every page shows them. The count goes up whenever that changes, whoever changes it: a page compares
-- one small row instead of reading all bots.
create table runtime.bot_faces_state (
  one boolean primary key default true check (one),
  changes bigint not null default 0
);
insert into runtime.bot_faces_state default values;

create function runtime.note_bot_faces() returns trigger
language plpgsql
as $$
begin
  update runtime.bot_faces_state set changes = changes + 1;
  -- Open pages look again.
  perform pg_notify('wheelhouse_changes', '');
  return null;
end
$$;
create trigger note_bot_faces after insert or delete or update of slug, former_slugs, name, color, avatar
  on runtime.bot_profiles for each statement execute function runtime.note_bot_faces();
