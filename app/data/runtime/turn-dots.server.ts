import type { Sql } from "~/data/postgres.server";
import type { TurnFilter } from "./turn-filter";
import { turnsOf, type Hits } from "./turn-source";
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
const DOT = `id, to_char(created_at at time zone 'UTC', ${ISO}) as at, latency_ms, cost_usd::text as cost_usd, status, bot_id as bot`;
const COLUMNS = "l.id, l.created_at, l.latency_ms, l.cost_usd, l.status, l.bot_id";
/** 30 times 6 for each of two figures, and 8 others: 600 at most. */
const SLICES = 30;
const OUTLIERS = 6;
const OTHERS = 8;

/** Of each slice of time the slowest, the dearest and some others, by reading all turns of a filter. */
export async function readAllForDots(sql: Sql, filter: TurnFilter, hits?: Hits): Promise<TurnDot[]> {
  const params: unknown[] = [];
  const { before, from, where } = turnsOf(filter, params, hits);
  const { rows } = await sql.query<TurnDot>(
    `${before || "with "}${before ? ", " : ""}found as materialized (select ${COLUMNS} from ${from} where ${where}),
       bounds as (select min(created_at) as first, max(created_at) as last from found),
       sliced as (select f.*, case when last > first then width_bucket(extract(epoch from created_at)::float8, extract(epoch from first)::float8,
                    extract(epoch from last)::float8 + 1e-6, ${SLICES}) else 1 end as slice from found f, bounds),
       ranked as (select *, row_number() over (partition by slice order by latency_ms desc nulls last) as slow,
                            row_number() over (partition by slice order by cost_usd desc nulls last) as dear,
                            row_number() over (partition by slice order by md5(id)) as other from sliced)
     select ${DOT} from ranked where slow <= ${OUTLIERS} or dear <= ${OUTLIERS} or other <= ${OTHERS} order by created_at`,
    params,
  );
  return rows;
}

/** The same of so many turns that they are not all read: the indexes by latency and by cost are, from their ends. */
export async function readSomeForDots(sql: Sql, filter: TurnFilter): Promise<TurnDot[]> {
  const params: unknown[] = [];
  const { from, where } = turnsOf(filter, params);
  const best = (column: string, count: number) =>
    `(select ${COLUMNS} from ${from} where ${where} and l.created_at >= s.since and l.created_at < s.until and l.${column} is not null
       order by l.${column} desc, l.created_at desc, l.id desc limit ${count})`;
  const { rows } = await sql.query<TurnDot>(
    `with bounds as materialized (
       select (select l.created_at from ${from} where ${where} order by l.created_at limit 1) as first,
              (select l.created_at from ${from} where ${where} order by l.created_at desc limit 1) as last),
     slices as materialized (
       select first + (last - first) * i / ${SLICES} as since, first + (last - first) * (i + 1) / ${SLICES} + interval '1 microsecond' as until
         from bounds, generate_series(0, ${SLICES - 1}) i),
     moments as materialized (
       select first + (last - first) * i / ${SLICES * OTHERS} as since, first + (last - first) * (i + 1) / ${SLICES * OTHERS} as until
         from bounds, generate_series(0, ${SLICES * OTHERS - 1}) i)
     select distinct on (created_at, id) ${DOT} from (
       select d.* from slices s, lateral ${best("latency_ms", OUTLIERS)} d
       union all select d.* from slices s, lateral ${best("cost_usd", OUTLIERS)} d
       union all select d.* from moments s, lateral (select ${COLUMNS} from ${from} where ${where}
         and l.created_at >= s.since and l.created_at < s.until order by l.created_at, l.id limit 1) d) as dots
     order by created_at, id`,
    params,
  );
  return rows;
}
