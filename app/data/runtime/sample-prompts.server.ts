import type { PromptScope } from "~/lib/prompt-scope";
import { SAMPLE_SOURCE } from "~/lib/sample-source";
import type { Sql } from "~/data/postgres.server";

/** Only where nobody has a prompt of that name: false then. Its numbers begin at 1, as its turns name them. */
export async function insertSamplePrompt(
  sql: Sql,
  prompt: {
    key: string;
    scope: PromptScope;
    title: string;
    category: string;
    folder: string;
    newest: number;
    active: number;
    isProtected: boolean;
    createdAt: string;
    updatedAt: string;
    by: string;
  },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into runtime.prompt_templates
       (key, scope_type, scope_id, title, category, folder, newest_version, active_version, is_protected, created_at, updated_at, updated_by, source)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, '${SAMPLE_SOURCE}') on conflict do nothing`,
    [
      ...[prompt.key, prompt.scope.type, prompt.scope.id, prompt.title, prompt.category, prompt.folder, prompt.newest],
      ...[prompt.active, prompt.isProtected, prompt.createdAt, prompt.updatedAt, prompt.by],
    ],
  );
  return rowCount === 1;
}

/** Sample prompts that nobody has touched, with all that was written down about them. Answers how many. */
export async function deleteUntouchedSamplePrompts(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{ key: string; scope_type: string; scope_id: string }>(
    `delete from runtime.prompt_templates where source = '${SAMPLE_SOURCE}' returning key, scope_type, scope_id`,
  );
  for (const table of ["prompt_numbers", "prompt_pin_moves"])
    for (const { key, scope_type, scope_id } of rows)
      await sql.query(`delete from runtime.${table} where key = $1 and scope_type = $2 and scope_id = $3`, [
        ...[key, scope_type, scope_id],
      ]);
  return rows.length;
}

/** Which of these began as the sample's and are somebody's own by now. */
export async function findKeptSamplePrompts(
  sql: Sql,
  firsts: readonly { key: string; scope: PromptScope; sha256: string }[],
): Promise<string[]> {
  const { rows } = await sql.query<{ name: string }>(
    `select case when v.scope_type = 'bot' then v.key || ' of ' || v.scope_id else v.key end as name
       from jsonb_to_recordset($1::jsonb) as f(key text, scope_type text, scope_id text, sha256 text)
       join runtime.prompt_template_versions v
         on v.key = f.key and v.scope_type = f.scope_type and v.scope_id = f.scope_id and v.version = 1 and v.body_sha256 = f.sha256
      order by 1`,
    [
      JSON.stringify(
        firsts.map(({ key, scope, sha256 }) => ({ key, scope_type: scope.type, scope_id: scope.id, sha256 })),
      ),
    ],
  );
  return rows.map(({ name }) => name);
}
