import type { Sql } from "~/data/postgres.server";
import { binOf } from "./turn-figure-bins";
import { FACET_COLUMN, turnWhere, type TurnFigure, type TurnFilter } from "./turn-filter";

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

/**
 * Does the filter choose among the values of this facet? Its other values are then counted as if it did not. Several
 * tags mean all of them, so tags narrow each other.
 */
export function chooses(filter: TurnFilter, key: TurnCount["facet"]): boolean {
  const { only, not, min, max, hasTools } = filter;
  const given = (choice: object | undefined) => (choice as Record<string, unknown> | undefined)?.[key] !== undefined;
  return [only, not, min, max].some(given) || (key === "tools" && hasTools !== undefined);
}

export function withoutChoice(filter: TurnFilter, key: TurnCount["facet"]): TurnFilter {
  const left = { [key]: undefined };
  const { only, not, min, max } = filter;
  return {
    ...filter,
    only: { ...only, ...left },
    not: { ...not, ...left },
    min: { ...min, ...left },
    max: { ...max, ...left },
    ...(key === "tools" && { hasTools: undefined }),
  };
}

/** Counts the rows themselves, every facet in one pass. */
export async function countFromRows(
  sql: Sql,
  filter: TurnFilter,
  wanted: readonly TurnCount["facet"][],
): Promise<TurnCount[]> {
  const names = NAMES.filter((name) => wanted.includes(name));
  const counts: TurnCount[] = [];
  if (names.length > 0) {
    const params: unknown[] = [];
    const where = turnWhere(filter, params);
    // Some names are words of SQL.
    const quoted = names.map((name) => `"${name}"`);
    const columns = names.map((name) => `(${COUNTED[name]})::text as "${name}"`).join(", ");
    const { rows } = await sql.query<{ mask: number; value: string; turns: number }>(
      `select grouping(${quoted.join(", ")}) as mask, coalesce(${quoted.join(", ")}) as value, count(*)::int as turns
         from (select ${columns} from runtime.turn_logs l where ${where}) as each
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
    const where = turnWhere(filter, params);
    const { rows } = await sql.query<{ value: string; turns: number }>(
      `select tag as value, count(*)::int as turns from runtime.turn_logs l, unnest(l.tags) tag where ${where} group by tag`,
      params,
    );
    counts.push(...rows.map((row) => ({ facet: "tags" as const, ...row })));
  }
  return counts;
}
