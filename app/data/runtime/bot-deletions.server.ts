import type { Sql } from "~/data/postgres.server";

export type BotDeletionState = "waiting" | "running" | "done" | "failed";
export type BotDeletion = {
  id: string;
  slug: string;
  names: string[];
  name: string;
  is_purge: boolean;
  counts: Record<string, number>;
  turns_expected: number;
  state: BotDeletionState;
  problem: string;
  asked_by_id: string;
  asked_by: string;
  asked_at: string;
  ended_at: string | null;
};

const time = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as ${column}`;
const COLUMNS = `id::text as id, slug, names, name, is_purge, counts, turns_expected::float8 as turns_expected, state, problem,
  asked_by_id, asked_by, ${time("asked_at")}, ${time("ended_at")}`;

export async function insertBotDeletion(
  sql: Sql,
  deletion: Omit<BotDeletion, "asked_at" | "ended_at" | "problem">,
): Promise<void> {
  const { id, slug, names, name, is_purge, counts, turns_expected, state, asked_by_id, asked_by } = deletion;
  await sql.query(
    `insert into runtime.bot_deletions (id, slug, names, name, is_purge, counts, turns_expected, state, asked_by_id, asked_by, ended_at)
     values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9, $10, case when $8 = 'done' then now() end)`,
    [id, slug, names, name, is_purge, JSON.stringify(counts), turns_expected, state, asked_by_id, asked_by],
  );
}

export async function findBotDeletion(sql: Sql, id: string): Promise<BotDeletion | null> {
  const { rows } = await sql.query<BotDeletion>(`select ${COLUMNS} from runtime.bot_deletions where id = $1`, [id]);
  return rows[0] ?? null;
}

/** In the transaction that deletes: the receipt says what is gone, and never more. */
export async function addToBotDeletion(sql: Sql, id: string, counts: Record<string, number>): Promise<void> {
  await sql.query(
    `update runtime.bot_deletions d set state = 'running', counts = d.counts || (
       select coalesce(jsonb_object_agg(key, coalesce((d.counts ->> key)::bigint, 0) + value::bigint), '{}')
         from jsonb_each_text($2::jsonb))
      where id = $1`,
    [id, JSON.stringify(counts)],
  );
}

export async function endBotDeletion(sql: Sql, id: string, state: "done" | "failed", problem = ""): Promise<void> {
  await sql.query(
    "update runtime.bot_deletions set state = $2, problem = $3, ended_at = case when $2 = 'done' then now() end where id = $1",
    [id, state, problem],
  );
}
