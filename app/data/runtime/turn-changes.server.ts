import type { Sql } from "~/data/postgres.server";

/** A place in the change log: the transaction, and the number within it. */
export type ChangePosition = { tx: string; seq: string };
export type TurnChange = ChangePosition & { turn_id: string; created_at: string; bot_id: string; kind: string };

export function isAfter(a: ChangePosition, b: ChangePosition): boolean {
  return a.tx === b.tx ? BigInt(a.seq) > BigInt(b.seq) : BigInt(a.tx) > BigInt(b.tx);
}

/** The end of what can be read now: every transaction before it has ended, and none that ends later comes before it. */
export async function currentChangePosition(sql: Sql): Promise<ChangePosition> {
  const { rows } = await sql.query<{ tx: string }>("select pg_snapshot_xmin(pg_current_snapshot())::text as tx");
  return { tx: rows[0]!.tx, seq: "0" };
}

/**
 * The next changes after a position, without gaps: a transaction is read once no older one still runs, because that
 * one might yet commit changes that stand before it. `waits` says that some are held back for this.
 */
export async function readTurnChanges(
  sql: Sql,
  after: ChangePosition,
  limit: number,
): Promise<{ changes: TurnChange[]; waits: boolean }> {
  const { rows } = await sql.query<TurnChange & { ready: boolean }>(
    `select c.tx::text as tx, c.seq::text as seq, c.turn_id, c.turn_created_at::text as created_at, c.bot_id, c.kind,
            c.tx < pg_snapshot_xmin(pg_current_snapshot()) as ready
       from runtime.turn_changes c where (c.tx, c.seq) > ($1::xid8, $2::bigint) order by c.tx, c.seq limit $3`,
    [after.tx, after.seq, limit],
  );
  return { changes: rows.filter((row) => row.ready), waits: rows.some((row) => !row.ready) };
}
