import type { PromptVariable } from "~/lib/prompt-template/prompt-variable";
import type { TemplateSyntax } from "~/lib/prompt-template/template";
import type { PromptScope } from "~/lib/prompt-scope";
import type { Sql } from "~/data/postgres.server";

const utc = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** A prompt without its texts. */
export type PromptHead = {
  key: string;
  scope_type: "global" | "bot";
  scope_id: string;
  title: string;
  category: string;
  folder: string;
  is_protected: boolean;
  newest_version: number;
  active_version: number;
  pinned_version: number | null;
  pinned_at: string | null;
  pinned_by: string | null;
  pin_reason: string | null;
  source: string;
  created_at: string;
  updated_at: string;
  updated_by: string;
};

/** A version without its body. */
export type PromptVersionHead = {
  key: string;
  scope_type: "global" | "bot";
  scope_id: string;
  version: number;
  syntax: TemplateSyntax;
  variables: PromptVariable[];
  change_note: string;
  body_sha256: string;
  chars: number;
  tokens: number | null;
  created_by: string;
  created_at: string;
};
export type PromptVersion = PromptVersionHead & { body: string };

const HEAD = `t.key, t.scope_type, t.scope_id, t.title, t.category, t.folder, t.is_protected, t.newest_version, t.active_version,
  p.version as pinned_version, ${utc("p.pinned_at")} as pinned_at, p.pinned_by, p.reason as pin_reason, t.source,
  ${utc("t.created_at")} as created_at, ${utc("t.updated_at")} as updated_at, t.updated_by`;
const WITH_PIN = `runtime.prompt_templates t left join runtime.prompt_pins p
    on p.key = t.key and p.scope_type = t.scope_type and p.scope_id = t.scope_id`;
const VERSION_HEAD = `v.key, v.scope_type, v.scope_id, v.version, v.syntax, v.variables, v.change_note, v.body_sha256, v.chars, v.tokens,
  v.created_by, ${utc("v.created_at")} as created_at`;
const THIS = "key = $1 and scope_type = $2 and scope_id = $3";

export async function findPromptHead(sql: Sql, key: string, scope: PromptScope): Promise<PromptHead | null> {
  const { rows } = await sql.query<PromptHead>(
    `select ${HEAD} from ${WITH_PIN} where t.key = $1 and t.scope_type = $2 and t.scope_id = $3`,
    [key, scope.type, scope.id],
  );
  return rows[0] ?? null;
}

/** Whoever changes a prompt holds its row until the end, so that two never do it at once. */
export async function lockPrompt(sql: Sql, key: string, scope: PromptScope): Promise<PromptHead | null> {
  const { rows } = await sql.query<PromptHead>(
    `select ${HEAD} from ${WITH_PIN} where t.key = $1 and t.scope_type = $2 and t.scope_id = $3 for update of t`,
    [key, scope.type, scope.id],
  );
  return rows[0] ?? null;
}

/** False when it is there already. Two that come first at once: the second waits for the first. */
export async function insertPrompt(
  sql: Sql,
  prompt: {
    key: string;
    scope: PromptScope;
    title: string;
    category: string;
    folder: string;
    source: string;
    by: string;
  },
): Promise<{ version: number } | null> {
  const { rows } = await sql.query<{ version: number }>(
    `insert into runtime.prompt_templates as t
       (key, scope_type, scope_id, title, category, folder, source, updated_by, newest_version, active_version)
     select $1, $2, $3, $4, $5, $6, $7, $8, n.next, n.next
       from (select coalesce((select last_version from runtime.prompt_numbers where ${THIS}), 0) + 1 as next) n
     on conflict (key, scope_type, scope_id) do nothing returning newest_version as version`,
    [
      prompt.key,
      prompt.scope.type,
      prompt.scope.id,
      prompt.title,
      prompt.category,
      prompt.folder,
      prompt.source,
      prompt.by,
    ],
  );
  return rows[0] ?? null;
}

export type NewPromptVersion = {
  key: string;
  scope: PromptScope;
  version: number;
  body: string;
  syntax: TemplateSyntax;
  variables: PromptVariable[];
  note: string;
  sha256: string;
  tokens: number;
  by: string;
  at?: string;
};

export async function insertPromptVersion(sql: Sql, version: NewPromptVersion): Promise<PromptVersionHead> {
  const { rows } = await sql.query<PromptVersionHead>(
    `insert into runtime.prompt_template_versions as v
       (key, scope_type, scope_id, version, body, syntax, variables, change_note, body_sha256, tokens, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9, $10, $11, coalesce($12::timestamptz, now())) returning ${VERSION_HEAD}`,
    [
      ...[version.key, version.scope.type, version.scope.id, version.version, version.body, version.syntax],
      ...[
        JSON.stringify(version.variables),
        version.note,
        version.sha256,
        version.tokens,
        version.by,
        version.at ?? null,
      ],
    ],
  );
  return rows[0]!;
}

/** What stands in the head after a write. Left out: as it was. */
export async function updatePrompt(
  sql: Sql,
  key: string,
  scope: PromptScope,
  change: {
    by: string;
    newest?: number;
    active?: number;
    isProtected?: boolean;
    title?: string;
    category?: string;
    folder?: string;
    source?: string;
  },
): Promise<void> {
  await sql.query(
    `update runtime.prompt_templates set updated_at = now(), updated_by = $4,
       newest_version = coalesce($5, newest_version), active_version = coalesce($6, active_version),
       is_protected = coalesce($7, is_protected), title = coalesce($8, title), category = coalesce($9, category),
       folder = coalesce($10, folder), source = coalesce($11, source)
      where ${THIS}`,
    [
      ...[
        key,
        scope.type,
        scope.id,
        change.by,
        change.newest ?? null,
        change.active ?? null,
        change.isProtected ?? null,
      ],
      ...[change.title ?? null, change.category ?? null, change.folder ?? null, change.source ?? null],
    ],
  );
}

/** With its versions, its pin and what is asked about it. */
export async function deletePrompt(sql: Sql, key: string, scope: PromptScope): Promise<void> {
  await sql.query(`delete from runtime.prompt_templates where ${THIS}`, [key, scope.type, scope.id]);
}

export async function findPromptVersion(
  sql: Sql,
  key: string,
  scope: PromptScope,
  version: number,
): Promise<PromptVersion | null> {
  const { rows } = await sql.query<PromptVersion>(
    `select ${VERSION_HEAD}, v.body from runtime.prompt_template_versions v where ${THIS} and version = $4`,
    [key, scope.type, scope.id, version],
  );
  return rows[0] ?? null;
}

/** Newest first; `below` is where the page before ended. */
export async function listPromptVersions(
  sql: Sql,
  key: string,
  scope: PromptScope,
  { below, limit }: { below?: number; limit: number },
): Promise<PromptVersionHead[]> {
  const { rows } = await sql.query<PromptVersionHead>(
    `select ${VERSION_HEAD} from runtime.prompt_template_versions v
      where ${THIS} and ($4::int is null or version < $4) order by version desc limit $5`,
    [key, scope.type, scope.id, below ?? null, limit],
  );
  return rows;
}
