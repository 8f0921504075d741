import type { Sql } from "~/data/postgres.server";
import { turnWhere, type TurnFilter } from "./turn-filter";
import type { TurnStatus } from "./turn-state";

export type TurnDot = {
  id: string;
  at: string;
  latency_ms: number | null;
  cost_usd: string | null;
  status: TurnStatus;
  bot: string;
};

const ISO = `'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`;
const SLICES = 100;
const PER_SLICE = 2;

/** Of each slice of time the slowest, the dearest and some others. */
export async function readTurnDots(sql: Sql, filter: TurnFilter): Promise<TurnDot[]> {
  const params: unknown[] = [];
  const where = turnWhere(filter, params);
  const { rows } = await sql.query<TurnDot>(
    `with found as (select l.id, l.created_at, l.latency_ms, l.cost_usd, l.status, l.bot_id from runtime.turn_logs l where ${where}),
          sliced as (select *, ntile(${SLICES}) over (order by created_at) as slice from found),
          ranked as (select *, row_number() over (partition by slice order by latency_ms desc nulls last) as slow,
                               row_number() over (partition by slice order by cost_usd desc nulls last) as dear,
                               row_number() over (partition by slice order by id) as sample from sliced)
     select id, to_char(created_at at time zone 'UTC', ${ISO}) as at, latency_ms, cost_usd::text as cost_usd, status, bot_id as bot
       from ranked where slow <= ${PER_SLICE} or dear <= ${PER_SLICE} or sample <= ${PER_SLICE} order by created_at`,
    params,
  );
  return rows;
}
