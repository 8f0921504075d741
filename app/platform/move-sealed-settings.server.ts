import type { Sql } from "~/data/postgres.server";
import { sealedRow } from "./rotate-secrets.server";
import { seal, unseal } from "./secret-box.server";

const TABLE = { table: "runtime.runtime_settings", column: "value" };

/** A sealed value is bound to its row. After a bot's settings moved to another name, their secrets are sealed for that one. */
export async function sealMovedSettings(sql: Sql, from: string, to: string): Promise<void> {
  const { rows } = await sql.query<{ key: string; sealed: string }>(
    `select key, value ->> 'sealed' as sealed from runtime.runtime_settings
      where scope_type = 'bot' and scope_id = $1 and jsonb_typeof(value) = 'object' and value ? 'sealed' for update`,
    [to],
  );
  for (const { key, sealed } of rows) {
    const opened = open(sealed, { ...TABLE, row: sealedRow(["bot", from, key]) });
    if (opened === undefined) continue;
    await sql.query(
      `update runtime.runtime_settings set value = jsonb_set(value, '{sealed}', to_jsonb($3::text))
        where scope_type = 'bot' and scope_id = $1 and key = $2`,
      [to, key, seal(opened, { ...TABLE, row: sealedRow(["bot", to, key]) })],
    );
  }
}

/** Undefined for what was there under the new name before. */
function open(sealed: string, place: Parameters<typeof unseal>[1]): string | undefined {
  try {
    return unseal(sealed, place);
  } catch {
    return undefined;
  }
}
