import type { PromptVariable } from "~/lib/prompt-template/prompt-variable";
import type { TemplateSyntax } from "~/lib/prompt-template/template";
import { GLOBAL_SCOPE } from "~/lib/prompt-scope";
import type { Sql } from "~/data/postgres.server";

export type FetchedPrompt = {
  scope_type: "global" | "bot";
  scope_id: string;
  /** Null: that version does not exist. */
  version: number | null;
  pinned: boolean;
  syntax: TemplateSyntax;
  /** Null: the caller has it. */
  body: string | null;
  variables: PromptVariable[];
  updated_at: string;
  body_sha256: string;
  etag: string;
};

/** One of: where it stands, its number, whether the pin is on it, what is in it. A pin that moves changes it. */
const ETAG = `'"' || t.scope_type || ':' || t.scope_id || '.' || v.version || case when p.version is null then '' else 'p' end || '.' || left(v.body_sha256, 20) || '"'`;

/** The bot's prompt, else the house's: one row by its key in each, and then the version, by their primary keys. */
const FETCH = `
  select t.scope_type, t.scope_id, v.version, p.version is not null as pinned, v.syntax, v.variables,
         to_char(v.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as updated_at, v.body_sha256,
         ${ETAG} as etag, case when ${ETAG} = any($4::text[]) then null else v.body end as body
    from (select * from (
            select key, scope_type, scope_id, active_version from runtime.prompt_templates
             where key = $1 and scope_type = 'bot' and scope_id = $2
            union all
            select key, scope_type, scope_id, active_version from runtime.prompt_templates
             where key = $1 and scope_type = 'global' and scope_id = '${GLOBAL_SCOPE.id}'
          ) both_scopes order by scope_type limit 1) t
    left join runtime.prompt_template_versions v
      on v.key = t.key and v.scope_type = t.scope_type and v.scope_id = t.scope_id and v.version = coalesce($3::int, t.active_version)
    left join runtime.prompt_pins p
      on p.key = t.key and p.scope_type = t.scope_type and p.scope_id = t.scope_id and p.version = v.version`;

/** What a runtime gets: one statement, planned once a connection. `known` are the ETags whose bodies the caller has. */
export async function fetchPrompt(
  sql: Sql,
  { key, bot, version, known = [] }: { key: string; bot: string | null; version?: number; known?: readonly string[] },
): Promise<FetchedPrompt | null> {
  const { rows } = await sql.query<FetchedPrompt>({
    name: "fetch-prompt",
    text: FETCH,
    // No bot has an empty name.
    values: [key, bot ?? "", version ?? null, known],
  });
  return rows[0] ?? null;
}

/** The active versions of several prompts at once, as a bot or the house has them. */
export async function fetchPrompts(
  sql: Sql,
  keys: readonly string[],
  bot: string | null,
): Promise<
  {
    key: string;
    scope_type: string;
    scope_id: string;
    version: number;
    syntax: TemplateSyntax;
    body: string;
    variables: PromptVariable[];
  }[]
> {
  const { rows } = await sql.query(
    `select distinct on (t.key) t.key, t.scope_type, t.scope_id, v.version, v.syntax, v.body, v.variables
       from runtime.prompt_templates t
       join runtime.prompt_template_versions v
         on v.key = t.key and v.scope_type = t.scope_type and v.scope_id = t.scope_id and v.version = t.active_version
      where t.key = any($1) and ((t.scope_type = 'global' and t.scope_id = '*') or (t.scope_type = 'bot' and t.scope_id = $2))
      order by t.key, t.scope_type`,
    [keys, bot ?? ""],
  );
  return rows;
}

/** Bots that have a prompt of their own under one of these keys. */
export async function listOverridingBots(sql: Sql, keys: readonly string[]): Promise<string[]> {
  const { rows } = await sql.query<{ bot: string }>(
    "select distinct scope_id as bot from runtime.prompt_templates where key = any($1) and scope_type = 'bot' order by 1",
    [keys],
  );
  return rows.map(({ bot }) => bot);
}

export type ActivePrompt = {
  key: string;
  scope_type: "global" | "bot";
  scope_id: string;
  title: string;
  category: string;
  folder: string;
  version: number;
  pinned: boolean;
  is_protected: boolean;
  tokens: number | null;
  chars: number;
};

/** What every key means for a bot or for the house, without the texts. */
export async function listActivePrompts(sql: Sql, bot: string | null): Promise<ActivePrompt[]> {
  const { rows } = await sql.query<ActivePrompt>(
    `select distinct on (t.key) t.key, t.scope_type, t.scope_id, t.title, t.category, t.folder, v.version,
            exists (select from runtime.prompt_pins p where p.key = t.key and p.scope_type = t.scope_type and p.scope_id = t.scope_id) as pinned,
            t.is_protected, v.tokens, v.chars
       from runtime.prompt_templates t
       join runtime.prompt_template_versions v
         on v.key = t.key and v.scope_type = t.scope_type and v.scope_id = t.scope_id and v.version = t.active_version
      where (t.scope_type = 'global' and t.scope_id = '*') or (t.scope_type = 'bot' and t.scope_id = $1)
      order by t.key, t.scope_type`,
    [bot ?? ""],
  );
  return rows;
}
