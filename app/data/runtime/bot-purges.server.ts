import type { Sql } from "~/data/postgres.server";

export type BotPurge = {
  id: string;
  bot_id: string;
  state: "running" | "done" | "stopped";
  expected_turns: number;
  removed: Record<string, number>;
  requested_by: string;
  requested_at: string;
  finished_at: string | null;
};

const TIME = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;
const COLUMNS = `id::text as id, bot_id, state, expected_turns::float8 as expected_turns, removed, requested_by,
  to_char(requested_at at time zone 'UTC', ${TIME}) as requested_at, to_char(finished_at at time zone 'UTC', ${TIME}) as finished_at`;

/** False while another one of the same bot runs. */
export async function insertBotPurge(
  sql: Sql,
  purge: Pick<BotPurge, "id" | "bot_id" | "expected_turns" | "requested_by">,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into runtime.bot_purges (id, bot_id, expected_turns, requested_by) values ($1, $2, $3, $4)
     on conflict (bot_id) where state = 'running' do nothing`,
    [purge.id, purge.bot_id, purge.expected_turns, purge.requested_by],
  );
  return rowCount === 1;
}

export async function findBotPurge(sql: Sql, id: string): Promise<BotPurge | null> {
  const { rows } = await sql.query<BotPurge>(`select ${COLUMNS} from runtime.bot_purges where id = $1`, [id]);
  return rows[0] ?? null;
}

/** Those that run, and the newest of those that ended. */
export async function listBotPurges(sql: Sql, limit: number): Promise<BotPurge[]> {
  const { rows } = await sql.query<BotPurge>(
    `select ${COLUMNS} from runtime.bot_purges order by (state = 'running') desc, requested_at desc limit $1`,
    [limit],
  );
  return rows;
}

/** Does a piece of the work and counts it, both or neither; false when somebody has stopped it. In a transaction. */
export async function advanceBotPurge(
  sql: Sql,
  id: string,
  work: () => Promise<Record<string, number>>,
): Promise<boolean> {
  const { rows } = await sql.query<{ removed: Record<string, number> }>(
    "select removed from runtime.bot_purges where id = $1 and state = 'running' for update",
    [id],
  );
  if (!rows[0]) return false;
  const sums = { ...rows[0].removed };
  for (const [kind, count] of Object.entries(await work())) if (count > 0) sums[kind] = (sums[kind] ?? 0) + count;
  await sql.query("update runtime.bot_purges set removed = $2::jsonb where id = $1", [id, JSON.stringify(sums)]);
  return true;
}

export async function endBotPurge(sql: Sql, id: string, state: "done" | "stopped"): Promise<BotPurge | null> {
  const { rows } = await sql.query<BotPurge>(
    `update runtime.bot_purges set state = $2, finished_at = now() where id = $1 and state = 'running' returning ${COLUMNS}`,
    [id, state],
  );
  return rows[0] ?? null;
}
