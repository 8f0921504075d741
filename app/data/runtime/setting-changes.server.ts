import type { Sql } from "~/data/postgres.server";
import type { SettingScope } from "./runtime-settings.server";

/** What a setting was and became. Null: it was not set. */
export type SettingChange = {
  id: string;
  key: string;
  before: unknown;
  after: unknown;
  changed_at: string;
  changed_by: string;
};

const COLUMNS = "id::text as id, key, before, after, changed_at::text as changed_at, changed_by";

/** Notes a change in the transaction that makes it, and answers its number. */
export async function noteSettingChange(
  sql: Sql,
  scope: SettingScope,
  change: { key: string; before: unknown; after: unknown; by: string },
): Promise<string> {
  const { rows } = await sql.query<{ id: string }>(
    `insert into runtime.runtime_setting_changes (scope_type, scope_id, key, before, after, changed_by)
     values ($1, $2, $3, $4::jsonb, $5::jsonb, $6) returning id::text as id`,
    [scope.type, scope.id, change.key, jsonOrNull(change.before), jsonOrNull(change.after), change.by],
  );
  return rows[0]!.id;
}

function jsonOrNull(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}

/** The newest first. */
export async function listSettingChanges(
  sql: Sql,
  scope: SettingScope,
  key: string,
  limit: number,
): Promise<SettingChange[]> {
  const { rows } = await sql.query<SettingChange>(
    `select ${COLUMNS} from runtime.runtime_setting_changes
      where scope_type = $1 and scope_id = $2 and key = $3 order by id desc limit $4`,
    [scope.type, scope.id, key, limit],
  );
  return rows;
}

export async function findSettingChange(
  sql: Sql,
  scope: SettingScope,
  key: string,
  id: string,
): Promise<SettingChange | null> {
  const { rows } = await sql.query<SettingChange>(
    `select ${COLUMNS} from runtime.runtime_setting_changes
      where scope_type = $1 and scope_id = $2 and key = $3 and id = $4::bigint`,
    [scope.type, scope.id, key, id],
  );
  return rows[0] ?? null;
}
