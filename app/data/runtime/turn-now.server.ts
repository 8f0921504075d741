import type { Sql } from "~/data/postgres.server";

/** How many turns run at this moment. */
export async function countRunningTurns(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{ count: number }>("select count(*)::int as count from runtime.turn_runs");
  return rows[0]!.count;
}

/** When the newest turn began; null while there is none at all. */
export async function findNewestTurnTime(sql: Sql): Promise<string | null> {
  const { rows } = await sql.query<{ created_at: Date }>(
    "select created_at from runtime.turn_logs order by created_at desc, id desc limit 1",
  );
  return rows[0]?.created_at.toISOString() ?? null;
}

/** Where turns stand that are known by their id alone; those that are gone are missing. */
export async function findTurnTimes(sql: Sql, ids: string[]): Promise<{ id: string; created_at: string }[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql.query<{ id: string; created_at: string }>(
    "select id, created_at::text as created_at from runtime.turn_keys where id = any($1) order by created_at desc, id desc",
    [ids],
  );
  return rows;
}
