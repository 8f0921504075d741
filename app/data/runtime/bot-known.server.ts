import type { Sql } from "~/data/postgres.server";

/** Whether any turn that is still here names this bot. */
export async function isBotInTurns(sql: Sql, slug: string): Promise<boolean> {
  const { rowCount } = await sql.query("select from runtime.turn_logs where bot_id = $1 limit 1", [slug]);
  return rowCount === 1;
}
