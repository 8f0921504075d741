import type { PromptScope } from "~/lib/prompt-scope";
import type { TemplateSyntax } from "~/lib/prompt-template/template";
import { conditions } from "~/data/conditions.server";
import type { Sql } from "~/data/postgres.server";

/** Where a row stands in the list. */
export type PromptPlace = { key: string; scope_type: string; scope_id: string };

export type ListedPrompt = PromptPlace & {
  title: string;
  category: string;
  folder: string;
  version: number;
  newest_version: number;
  pinned: boolean;
  protected: boolean;
  syntax: TemplateSyntax;
  chars: number;
  tokens: number | null;
  updated_at: string;
};

/** By key and then by scope, in the order of their bytes. `bots` narrows to the house and these. */
export async function listPrompts(
  sql: Sql,
  {
    bots,
    scope,
    category,
    from,
    limit,
  }: { bots: string[] | null; scope?: PromptScope; category?: string; from: PromptPlace | null; limit: number },
): Promise<ListedPrompt[]> {
  const where = conditions();
  if (scope) where.add(`t.scope_type = ${where.place(scope.type)} and t.scope_id = ${where.place(scope.id)}`);
  if (bots) where.add(`(t.scope_type = 'global' or t.scope_id = any(${where.place(bots)}))`);
  if (category !== undefined) where.add(`t.category = ${where.place(category)}`);
  if (from)
    where.add(
      `(t.key collate "C", t.scope_type collate "C", t.scope_id collate "C") >
       (${where.place(from.key)}, ${where.place(from.scope_type)}, ${where.place(from.scope_id)})`,
    );
  const { rows } = await sql.query<ListedPrompt>(
    `select t.key, t.scope_type, t.scope_id, t.title, t.category, t.folder, t.active_version as version, t.newest_version,
            p.version is not null as pinned, t.is_protected as protected, v.syntax, v.chars, v.tokens,
            to_char(t.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as updated_at
       from (select * from runtime.prompt_templates t ${where.toString()}
              order by t.key collate "C", t.scope_type collate "C", t.scope_id collate "C" limit ${where.place(limit)}) t
       join runtime.prompt_template_versions v
         on v.key = t.key and v.scope_type = t.scope_type and v.scope_id = t.scope_id and v.version = t.active_version
       left join runtime.prompt_pins p on p.key = t.key and p.scope_type = t.scope_type and p.scope_id = t.scope_id
      order by t.key collate "C", t.scope_type collate "C", t.scope_id collate "C"`,
    where.values,
  );
  return rows;
}

/** Which of these the house has a prompt of its own for. */
export async function findGlobalKeys(sql: Sql, keys: readonly string[]): Promise<string[]> {
  const { rows } = await sql.query<{ key: string }>(
    "select key from runtime.prompt_templates where key = any($1) and scope_type = 'global' and scope_id = '*'",
    [keys],
  );
  return rows.map(({ key }) => key);
}
