import type { Sql } from "~/data/postgres.server";
import { binOf } from "./turn-figure-bins";
import { FACET_COLUMN, type TurnFigure, type TurnFilter } from "./turn-filter";
import { turnsOf, type Hits } from "./turn-source";

/** What a list offers to narrow by, with the values that occur. */
const COLUMN_FACETS = ["bot", "user", "model", "provider", "status", "channel", "environment", "error"] as const;
export type FacetKey = (typeof COLUMN_FACETS)[number] | "tags" | "tools";
export const FACET_KEYS: readonly FacetKey[] = [...COLUMN_FACETS, "tags", "tools"];
export const FIGURES = ["latency", "ttft", "tokens", "cost", "tools"] as const satisfies readonly TurnFigure[];

/** One value of a facet, or the lower end of one bin of a figure, and how many turns have it. */
export type TurnCount = { facet: FacetKey | TurnFigure; value: string; turns: number };

/** What one row counts for, by the name of the facet or figure. Tags are several a row and counted apart. */
export const COUNTED: Record<Exclude<TurnCount["facet"], "tags">, string> = {
  ...(Object.fromEntries(COLUMN_FACETS.map((facet) => [facet, FACET_COLUMN[facet]])) as Record<
    (typeof COLUMN_FACETS)[number],
    string
  >),
  ...(Object.fromEntries(FIGURES.map((figure) => [figure, binOf(figure)])) as Record<TurnFigure, string>),
};
const NAMES = Object.keys(COUNTED) as (keyof typeof COUNTED)[];

const CHOICES = ["only", "not", "min", "max", "above", "below"] as const;

/**
 * Does the filter choose among the values of this facet? Its other values are then counted as if it did not. Several
 * tags mean all of them, so tags narrow each other.
 */
export function chooses(filter: TurnFilter, key: TurnCount["facet"]): boolean {
  const isGiven = (choice: object | undefined) => (choice as Record<string, unknown> | undefined)?.[key] !== undefined;
  return CHOICES.some((name) => isGiven(filter[name])) || (key === "tools" && filter.hasTools !== undefined);
}

export function withoutChoice(filter: TurnFilter, key: TurnCount["facet"]): TurnFilter {
  const left = { ...filter };
  for (const name of CHOICES)
    if (filter[name])
      left[name] = Object.fromEntries(Object.entries(filter[name]).filter(([each]) => each !== key)) as never;
  if (key === "tools") delete left.hasTools;
  return left;
}

/** Counts the rows themselves, every facet in one pass. */
export async function countFromRows(
  sql: Sql,
  filter: TurnFilter,
  wanted: readonly TurnCount["facet"][],
  hits?: Hits,
): Promise<TurnCount[]> {
  const names = NAMES.filter((name) => wanted.includes(name));
  const counts: TurnCount[] = [];
  if (names.length > 0) {
    const params: unknown[] = [];
    const { before, from, where } = turnsOf(filter, params, hits);
    // Some names are words of SQL.
    const quoted = names.map((name) => `"${name}"`);
    const columns = names.map((name) => `(${COUNTED[name]})::text as "${name}"`).join(", ");
    const { rows } = await sql.query<{ mask: number; value: string; turns: number }>(
      `${before}select grouping(${quoted.join(", ")}) as mask, coalesce(${quoted.join(", ")}) as value, count(*)::int as turns
         from (select ${columns} from ${from} where ${where}) as each
        group by grouping sets (${quoted.map((name) => `(${name})`).join(", ")})
       having coalesce(${quoted.join(", ")}) is not null`,
      params,
    );
    const all = 2 ** names.length - 1;
    for (const { mask, value, turns } of rows)
      counts.push({ facet: names[names.length - 1 - Math.log2(all - mask)]!, value, turns });
  }
  if (wanted.includes("tags")) {
    const params: unknown[] = [];
    const { before, from, where } = turnsOf(filter, params, hits);
    const { rows } = await sql.query<{ value: string; turns: number }>(
      `${before}select tag as value, count(*)::int as turns from ${from}, unnest(l.tags) tag where ${where} group by tag`,
      params,
    );
    counts.push(...rows.map((row) => ({ facet: "tags" as const, ...row })));
  }
  return counts;
}
