import type { Sql } from "~/data/postgres.server";

/** The small table of what is hidden at the doors. */
export type MaskingRuleRow = {
  id: string;
  name: string;
  kind: "pattern" | "key";
  bot_id: string;
  find: string;
  ignore_case: boolean;
  check_digits: boolean;
  replacement: string;
  enabled: boolean;
  masked_count: string;
  last_masked_at: string | null;
  updated_at: string;
  updated_by: string;
};
export type MaskingRuleWrite = Omit<MaskingRuleRow, "masked_count" | "last_masked_at" | "updated_at" | "updated_by">;

const COLUMNS = `id::text as id, name, kind, bot_id, find, ignore_case, check_digits, replacement, enabled,
  masked_count::text as masked_count, last_masked_at::text as last_masked_at, updated_at::text as updated_at, updated_by`;

export async function listMaskingRules(sql: Sql, { enabled = false } = {}): Promise<MaskingRuleRow[]> {
  const { rows } = await sql.query<MaskingRuleRow>(
    `select ${COLUMNS} from runtime.masking_rules ${enabled ? "where enabled" : ""} order by name, id`,
  );
  return rows;
}

export async function findMaskingRule(sql: Sql, id: string): Promise<MaskingRuleRow | null> {
  const { rows } = await sql.query<MaskingRuleRow>(`select ${COLUMNS} from runtime.masking_rules where id = $1`, [id]);
  return rows[0] ?? null;
}

export async function saveMaskingRule(sql: Sql, rule: MaskingRuleWrite, by: string): Promise<void> {
  await sql.query(
    `insert into runtime.masking_rules (id, name, kind, bot_id, find, ignore_case, check_digits, replacement, enabled, updated_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (id) do update set name = excluded.name, kind = excluded.kind, bot_id = excluded.bot_id, find = excluded.find,
       ignore_case = excluded.ignore_case, check_digits = excluded.check_digits, replacement = excluded.replacement,
       enabled = excluded.enabled, updated_at = now(), updated_by = excluded.updated_by`,
    [
      rule.id,
      rule.name,
      rule.kind,
      rule.bot_id,
      rule.find,
      rule.ignore_case,
      rule.check_digits,
      rule.replacement,
      rule.enabled,
      by,
    ],
  );
}

export async function deleteMaskingRuleRow(sql: Sql, id: string): Promise<void> {
  await sql.query("delete from runtime.masking_rules where id = $1", [id]);
}

/** Adds to how often rules have masked. */
export async function addMaskedCounts(sql: Sql, counts: { id: string; count: number }[]): Promise<void> {
  await sql.query(
    `update runtime.masking_rules r set masked_count = r.masked_count + c.count, last_masked_at = now()
       from (select id, count from jsonb_to_recordset($1::jsonb) as c(id uuid, count bigint) order by id) c
      where r.id = c.id`,
    [JSON.stringify(counts)],
  );
}
