import type { Sql } from "~/data/postgres.server";

/** How many bots are set up, and how many pauses hold; one of them may be that of every bot. */
export async function countBots(sql: Sql): Promise<{ total: number; paused: number; isEveryPaused: boolean }> {
  const { rows } = await sql.query<{ total: number; paused: number; isEveryPaused: boolean }>(
    `select (select count(*)::int from runtime.bot_profiles) as total,
            (select count(*)::int from runtime.bot_pauses where bot_id <> '*') as paused,
            exists (select from runtime.bot_pauses where bot_id = '*') as "isEveryPaused"`,
  );
  return rows[0]!;
}
