import type { Sql } from "~/data/postgres.server";
import { turnWhere, type TurnFilter } from "./turn-filter";

/** How many turns there are, counting no further than `most` + 1. */
export async function countTurnRows(sql: Sql, filter: TurnFilter, most: number): Promise<number> {
  const params: unknown[] = [];
  const where = turnWhere(filter, params);
  const { rows } = await sql.query<{ count: number }>(
    `select count(*)::int as count from (select 1 from runtime.turn_logs l where ${where} limit $${params.push(most + 1)}) as found`,
    params,
  );
  return rows[0]!.count;
}
