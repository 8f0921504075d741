import type { Sql } from "~/data/postgres.server";
import type { PromptScope } from "~/lib/prompt-scope";
import type { PromptVariable } from "~/lib/prompt-template/prompt-variable";
import type { TemplateSyntax } from "~/lib/prompt-template/template";

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const SCOPE = "case p.scope_type when 'bot' then 'bot:' || p.scope_id else p.scope_type end";
const IS_PROMPT = "key = $1 and scope_type = $2 and scope_id = $3";

export type VersionText = {
  version: number;
  body: string;
  syntax: TemplateSyntax;
  variables: PromptVariable[];
  change_note: string;
  created_by: string;
  created_at: string;
  tokens: number | null;
  chars: number;
};

/** Some versions whole, by their number. */
export async function readVersions(
  sql: Sql,
  key: string,
  scope: PromptScope,
  versions: readonly number[],
): Promise<Map<number, VersionText>> {
  const { rows } = await sql.query<VersionText>(
    `select version, body, syntax, variables, change_note, created_by, ${iso("created_at")} as created_at, tokens, chars
       from runtime.prompt_template_versions where ${IS_PROMPT} and version = any($4::int[])`,
    [key, scope.type, scope.id, versions],
  );
  return new Map(rows.map((row) => [row.version, row]));
}

export type DecidedRequest = {
  to_version: number;
  status: "approved" | "refused" | "withdrawn";
  requested_by: string;
  decided_by: string | null;
  decided_at: string | null;
  decision_note: string;
};

/** The last requests that were not granted: those that were stand among the moves. */
export async function listTurnedDown(
  sql: Sql,
  key: string,
  scope: PromptScope,
  limit: number,
): Promise<DecidedRequest[]> {
  const { rows } = await sql.query<DecidedRequest>(
    `select to_version, status, requested_by, decided_by, ${iso("decided_at")} as decided_at, decision_note
       from runtime.prompt_pin_requests where ${IS_PROMPT} and status in ('refused', 'withdrawn')
      order by requested_at desc limit $4`,
    [key, scope.type, scope.id, limit],
  );
  return rows;
}

export type ScopeRow = { scope: string; active_version: number; newest_version: number; is_pinned: boolean };

/** Where a key is written: for everybody first, then the bots with words of their own. */
export async function listPromptScopes(sql: Sql, key: string, limit: number): Promise<ScopeRow[]> {
  const { rows } = await sql.query<ScopeRow>(
    `select ${SCOPE} as scope, p.active_version, p.newest_version, exists (select from runtime.prompt_pins pin
              where pin.key = p.key and pin.scope_type = p.scope_type and pin.scope_id = p.scope_id) as is_pinned
       from runtime.prompt_templates p where p.key = $1 order by p.scope_type desc, p.scope_id limit $2`,
    [key, limit],
  );
  return rows;
}

/** The prompts whose active body takes this one in. */
export async function listReferrers(
  sql: Sql,
  key: string,
  limit: number,
): Promise<{ key: string; scope: string; title: string }[]> {
  const { rows } = await sql.query<{ key: string; scope: string; title: string }>(
    `select p.key, ${SCOPE} as scope, p.title
       from runtime.prompt_searches s join runtime.prompt_templates p using (key, scope_type, scope_id)
      where s.refers_to @> array[$1::text] order by 1, 2 limit $2`,
    [key, limit],
  );
  return rows;
}

/** Which of these keys exist in a scope that the prompt would find them in. */
export async function listKnownKeys(sql: Sql, keys: readonly string[], scope: PromptScope): Promise<string[]> {
  const { rows } = await sql.query<{ key: string }>(
    `select distinct key from runtime.prompt_templates
      where key = any($1::text[]) and (scope_type = 'global' or (scope_type, scope_id) = ($2, $3))`,
    [keys, scope.type, scope.id],
  );
  return rows.map(({ key }) => key);
}
