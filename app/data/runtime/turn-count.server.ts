import type { Sql } from "~/data/postgres.server";
import type { Spans } from "~/lib/spans";
import { turnWhere, type TurnFilter } from "./turn-filter";
import type { ALL } from "./turn-margins.server";
import type { FacetKey } from "./turn-facets.server";
import { turnsOf, type Hits } from "./turn-source";

/** How many turns there are, counting no further than `most`. */
export async function countTurnRows(sql: Sql, filter: TurnFilter, most: number, hits?: Hits): Promise<number> {
  const params: unknown[] = [];
  const { before, from, where } = turnsOf(filter, params, hits);
  const { rows } = await sql.query<{ count: number }>(
    `${before}select count(*)::int as count from (select 1 from ${from} where ${where} limit $${params.push(most)}) as found`,
    params,
  );
  return rows[0]!.count;
}

/**
 * How many turns there are of some values of one facet, or in all: from the sums, with what is booked and not yet in
 * them, and from the rows where no whole hour is asked for. One statement sees all three at one moment.
 */
export async function countByMargins(
  sql: Sql,
  filter: TurnFilter,
  { facet, values }: { facet: FacetKey | typeof ALL; values: string[] },
  { days, hours, edges }: Spans,
): Promise<number> {
  const params: unknown[] = [facet, values];
  const put = (value: string) => `$${params.push(value)}::timestamptz`;
  const sums = (["day", "hour"] as const).flatMap((unit) =>
    (unit === "day" ? days : hours).map(
      ({ from, to }) =>
        `(select coalesce(sum(turns), 0) from runtime.turn_margins where unit = '${unit}' and facet = $1 and starts_at >= ${put(from)} and starts_at < ${put(to)} and value = any($2))`,
    ),
  );
  const pending = [...days, ...hours].map(
    (span) =>
      `(select coalesce(sum(l.sign), 0) from runtime.turn_ledger l where ${turnWhere({ ...filter, ...span }, params)})`,
  );
  const rest = edges.map(
    (span) => `(select count(*) from runtime.turn_logs l where ${turnWhere({ ...filter, ...span }, params)})`,
  );
  const { rows } = await sql.query<{ count: number }>(
    `select (${[...sums, ...pending, ...rest, "0"].join(" + ")})::float8 as count, $1::text, $2::text[]`,
    params,
  );
  return rows[0]!.count;
}
