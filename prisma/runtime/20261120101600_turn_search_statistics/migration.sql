-- Statistics of the words of all texts: each analysis takes every sampled text apart, seconds of a processor again and again, and
-- nothing asks for them.
create function runtime.keep_no_word_statistics(part text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  words text;
begin
  for words in
    select i.indexrelid::regclass::text from pg_index i
     where i.indrelid = format('runtime.%I', part)::regclass and i.indexprs is not null
  loop
    execute format('alter index %s alter column 1 set statistics 0', words);
  end loop;
end
$$;
revoke all on function runtime.keep_no_word_statistics(text) from public;

do $$
declare
  part text;
begin
  for part in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'runtime.turn_payloads'::regclass
  loop
    perform runtime.keep_no_word_statistics(part);
  end loop;
end
$$;

-- Partitions are days, named by their day in UTC; the change log's are hours.
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
  if parent not in ('turn_logs', 'turn_payloads', 'tool_call_records', 'tool_call_results', 'llm_calls', 'turn_changes', 'agent_events') then
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
