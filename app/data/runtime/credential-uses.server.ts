import type { Sql } from "~/data/postgres.server";

/** A setting that takes its secret from a credential. */
export type CredentialUse = { credential: string; scope_type: "global" | "bot"; scope_id: string; key: string };

export async function listCredentialUses(sql: Sql, ids: readonly string[] | null = null): Promise<CredentialUse[]> {
  const { rows } = await sql.query<CredentialUse>(
    `select value ->> 'credential' as credential, scope_type, scope_id, key from runtime.runtime_settings
      where jsonb_typeof(value) = 'object' and value ? 'credential' and ($1::text[] is null or value ->> 'credential' = any($1))
      order by scope_type desc, scope_id, key`,
    [ids],
  );
  return rows;
}
