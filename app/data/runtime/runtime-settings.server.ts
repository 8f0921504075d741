import type { Sql } from "~/data/postgres.server";

/** The whole house, or one bot. */
export type SettingScope = { type: "global"; id: "*" } | { type: "bot"; id: string };
export const GLOBAL: SettingScope = { type: "global", id: "*" };

export type SettingRow = { key: string; value: unknown; updated_at: string; updated_by: string };

/** What is set in a scope, by key. What is not set is not there: its default stands in the code. */
export async function readSettingRows(
  sql: Sql,
  scope: SettingScope,
  keys: readonly string[],
): Promise<Map<string, SettingRow>> {
  const { rows } = await sql.query<SettingRow>(
    `select key, value, updated_at::text as updated_at, updated_by from runtime.runtime_settings
      where scope_type = $1 and scope_id = $2 and key = any($3)`,
    [scope.type, scope.id, keys],
  );
  return new Map(rows.map((row) => [row.key, row]));
}

export async function writeSettingRow(
  sql: Sql,
  scope: SettingScope,
  setting: { key: string; value: unknown; by: string },
): Promise<void> {
  await sql.query(
    `insert into runtime.runtime_settings (scope_type, scope_id, key, value, updated_by) values ($1, $2, $3, $4::jsonb, $5)
     on conflict (scope_type, scope_id, key) do update
       set value = excluded.value, updated_at = now(), updated_by = excluded.updated_by`,
    [scope.type, scope.id, setting.key, JSON.stringify(setting.value), setting.by],
  );
}
