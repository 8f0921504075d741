import type { Sql } from "~/data/postgres.server";

export type BotPause = { bot_id: string; paused_at: string; paused_by: string; reason: string };

export async function listBotPauses(sql: Sql): Promise<BotPause[]> {
  const { rows } = await sql.query<BotPause>(
    `select bot_id, to_char(paused_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as paused_at, paused_by, reason
       from runtime.bot_pauses order by (bot_id = '*') desc, paused_at desc`,
  );
  return rows;
}

/** False when it was paused before. */
export async function insertBotPause(
  sql: Sql,
  pause: { bot: string; by: string; reason: string; pausedAt?: string },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into runtime.bot_pauses (bot_id, paused_by, reason, paused_at) values ($1, $2, $3, coalesce($4, now()))
     on conflict (bot_id) do nothing`,
    [pause.bot, pause.by, pause.reason, pause.pausedAt ?? null],
  );
  return rowCount === 1;
}

export async function deleteBotPause(sql: Sql, bot: string): Promise<BotPause | null> {
  const { rows } = await sql.query<BotPause>(
    `delete from runtime.bot_pauses where bot_id = $1
     returning bot_id, to_char(paused_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as paused_at, paused_by, reason`,
    [bot],
  );
  return rows[0] ?? null;
}
