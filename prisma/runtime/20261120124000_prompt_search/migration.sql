-- What the library finds a prompt by: the words of its active body, and the prompts that body takes in.

create table runtime.prompt_searches (
  key text not null,
  scope_type text not null,
  scope_id text not null,
  words tsvector not null,
  -- The keys that stand in {{> key}}; Python's syntax has none.
  refers_to text[] not null default '{}',
  content_paths text[] not null default '{}',
  primary key (key, scope_type, scope_id),
  foreign key (key, scope_type, scope_id) references runtime.prompt_templates on delete cascade
);
create index prompt_searches_words_idx on runtime.prompt_searches using gin (words);
create index prompt_searches_refers_idx on runtime.prompt_searches using gin (refers_to);

-- Scripts without spaces are one word to the parser: each of their characters stands alone, and a search is for the run of them.
create function runtime.prompt_words(body text) returns tsvector
language sql immutable parallel safe
as $$
  select to_tsvector('pg_catalog.simple',
    regexp_replace(body, '([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af])', ' \1 ', 'g'))
$$;

-- Every word, the last one also as a beginning. Null where nothing in it is a word.
create function runtime.prompt_query(word text) returns tsquery
language sql immutable parallel safe
as $$
  select case when numnode(q) > 0 then (q::text || ':*')::tsquery end
    from phraseto_tsquery('pg_catalog.simple',
      regexp_replace(word, '([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af])', ' \1 ', 'g')) q
$$;

-- The beginnings only: a tsvector holds 1 MB, and no prompt may be refused for its vocabulary.
create function runtime.note_prompt_words(for_key text, for_scope_type text, for_scope_id text, body text, syntax text) returns void
language sql
as $$
  insert into runtime.prompt_searches (key, scope_type, scope_id, words, refers_to, content_paths)
  values (for_key, for_scope_type, for_scope_id, runtime.prompt_words(left(body, 150000)), array(
    select distinct found[1] from regexp_matches(body, '(?<!\\)\{\{\s*>\s*([A-Za-z0-9._:-]{1,128})\s*\}\}', 'g') found where syntax = 'mustache'), array(
    select distinct found[1] from regexp_matches(body, '(?<!\\)\{\{\s*(content(?:\.[[:alnum:]_-]{1,64}){1,8})\s*\}\}', 'g') found where syntax = 'mustache'))
  on conflict (key, scope_type, scope_id) do update set words = excluded.words, refers_to = excluded.refers_to, content_paths = excluded.content_paths
$$;

create function runtime.note_new_version() returns trigger
language plpgsql
as $$
begin
  if exists (
    select from runtime.prompt_templates p
     where p.key = new.key and p.scope_type = new.scope_type and p.scope_id = new.scope_id and p.active_version = new.version
  ) then
    perform runtime.note_prompt_words(new.key, new.scope_type, new.scope_id, new.body, new.syntax);
  end if;
  return null;
end
$$;
create trigger note_new_version after insert on runtime.prompt_template_versions
  for each row execute function runtime.note_new_version();

create function runtime.note_active_version() returns trigger
language plpgsql
as $$
begin
  perform runtime.note_prompt_words(v.key, v.scope_type, v.scope_id, v.body, v.syntax)
     from runtime.prompt_template_versions v
    where v.key = new.key and v.scope_type = new.scope_type and v.scope_id = new.scope_id and v.version = new.active_version;
  return null;
end
$$;
create trigger note_active_version after update of active_version on runtime.prompt_templates
  for each row when (old.active_version is distinct from new.active_version) execute function runtime.note_active_version();

insert into runtime.prompt_searches (key, scope_type, scope_id, words)
select key, scope_type, scope_id, '' from runtime.prompt_templates;
select runtime.note_prompt_words(v.key, v.scope_type, v.scope_id, v.body, v.syntax)
  from runtime.prompt_template_versions v
  join runtime.prompt_templates p on p.key = v.key and p.scope_type = v.scope_type and p.scope_id = v.scope_id and p.active_version = v.version;
