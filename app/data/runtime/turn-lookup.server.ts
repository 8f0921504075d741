import type { Sql } from "~/data/postgres.server";
import type { TurnStatus } from "./turn-state";

/**
 * Every id that begins like this, by the index on ids: up to the greatest character there is. Where a database sorts by
 * the rules of a language the range may be too wide, which is looked at, or too narrow; the id itself is always found.
 */
const BEGINS = `(k.id = $1 or (k.id >= $1 and k.id < $1 || chr(1114109) and starts_with(k.id, $1)))`;

/** Turns whose id is this one or begins like it. */
export async function findTurnsById(
  sql: Sql,
  begun: string,
  limit: number,
): Promise<{ id: string; bot_id: string; status: TurnStatus }[]> {
  const { rows } = await sql.query<{ id: string; bot_id: string; status: TurnStatus }>(
    `select l.id, l.bot_id, l.status
       from (select k.id, k.created_at from runtime.turn_keys k where ${BEGINS} order by k.id limit $2) k
       join runtime.turn_logs l on l.created_at = k.created_at and l.id = k.id order by l.id`,
    [begun, limit],
  );
  return rows;
}

/** Sessions likewise. */
export async function findSessionsById(
  sql: Sql,
  begun: string,
  limit: number,
): Promise<{ id: string; bot_id: string }[]> {
  const { rows } = await sql.query<{ id: string; bot_id: string }>(
    `select k.id, k.bot_id from runtime.sessions k where ${BEGINS} order by k.id limit $2`,
    [begun, limit],
  );
  return rows;
}
