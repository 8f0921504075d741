import type pg from "pg";

/** Prompts with as many versions each: most for the house, every fifth for one of twenty bots, every tenth pinned to an older one. */
export async function seedPrompts(
  pool: pg.Pool,
  { prompts, versions }: { prompts: number; versions: number },
): Promise<void> {
  await pool.query(
    `insert into runtime.prompt_templates (key, scope_type, scope_id, title, category, folder, newest_version, active_version, updated_by, created_at, updated_at)
     select 'bench.' || lpad((n - n / 5)::text, 5, '0'),
            case when n % 5 = 0 then 'bot' else 'global' end, case when n % 5 = 0 then 'bot-' || n / 5 % 20 else '*' end,
            'Prompt ' || n, (array['chat', 'agents', 'memory', 'persona'])[1 + n % 4], 'folder ' || n % 40,
            $2, case when n % 10 = 1 then greatest(1, $2 - 10) else $2 end, 'bench',
            now() - interval '60 days', now() - make_interval(mins => n)
       from generate_series(1, $1::int) n`,
    [prompts, versions],
  );
  // A quarter of a million rows do not each have to be looked at: what a trigger would note is noted for all at once.
  await replica(
    pool,
    `insert into runtime.prompt_template_versions (key, scope_type, scope_id, version, body, variables, change_note, body_sha256, tokens, created_by, created_at)
     select t.key, t.scope_type, t.scope_id, v,
            'You are {{bot_name}}, version ' || v || ' of ' || t.title || E'.\\n' ||
              repeat(md5(t.key || v) || E' keeps its word, and says what it does not know.\\n', 12) || md5(t.scope_id || v),
            '[{"name": "bot_name", "type": "text", "default": "Nova"}]', 'change ' || v, md5(t.key || v) || md5(t.scope_id || v), 900, 'bench',
            t.created_at + make_interval(hours => v)
       from runtime.prompt_templates t, generate_series(1, $1::int) v`,
    [versions],
  );
  await pool.query(
    `select runtime.note_prompt_words(v.key, v.scope_type, v.scope_id, v.body, v.syntax)
       from runtime.prompt_templates t join runtime.prompt_template_versions v
         on v.key = t.key and v.scope_type = t.scope_type and v.scope_id = t.scope_id and v.version = t.active_version`,
  );
  await pool.query(
    `insert into runtime.prompt_pins (key, scope_type, scope_id, version, pinned_by)
     select key, scope_type, scope_id, active_version, 'bench' from runtime.prompt_templates where active_version < newest_version`,
  );
  for (const table of ["prompt_templates", "prompt_template_versions", "prompt_pins", "prompt_searches"])
    await pool.query(`vacuum analyze runtime.${table}`);
  await pool.query("checkpoint");
}

async function replica(pool: pg.Pool, text: string, values: unknown[]): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("set session_replication_role = replica");
    await client.query(text, values);
    await client.query("reset session_replication_role");
  } finally {
    client.release();
  }
}
