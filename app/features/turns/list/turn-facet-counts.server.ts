import { pool, withPatience } from "~/data/postgres.server";
import {
  chooses,
  countFromRows,
  FACET_KEYS,
  FIGURES,
  withoutChoice,
  type FacetKey,
  type TurnCount,
} from "~/data/runtime/turn-facets.server";
import { rangeOf, type FigureRange } from "~/data/runtime/turn-figure-bins";
import type { TurnFigure, TurnFilter } from "~/data/runtime/turn-filter";
import { ALL, readMargins } from "~/data/runtime/turn-margins.server";
import { searchHits, type TextSearch } from "~/data/runtime/turn-search.server";
import { spansOf } from "~/lib/spans";

export type FacetValues = { key: FacetKey; values: { value: string; count: number | null }[] };
export type TurnFacets = {
  /** False where counting would take too long: then the values of the whole time are listed, without counts. */
  isCounted: boolean;
  facets: FacetValues[];
  ranges: Record<TurnFigure, FigureRange | null>;
};

type Count = Omit<TurnCount, "facet"> & { facet: TurnCount["facet"] | typeof ALL };

const COUNTABLE = [...new Set<TurnCount["facet"]>([...FACET_KEYS, ...FIGURES])];
const MOST_VALUES = 100;
/** What takes longer is not worth the wait beside a list that has long been there. */
const PATIENCE_MS = 140;
/** About as many rows as are counted within that time. */
const MOST_ROWS = 60_000;

/** Counts of a span of time: sums for whole hours, rows for what sticks out. */
export async function countSpan(filter: Pick<TurnFilter, "from" | "to">): Promise<Count[]> {
  const { edges, ...whole } = spansOf(filter);
  const parts = await Promise.all([
    readMargins(pool("pages"), whole),
    ...edges.map((edge) => countFromRows(pool("pages"), edge, COUNTABLE)),
  ]);
  return parts.flat();
}

/** The values that occur, each with how many turns it would show: a facet's own choice does not narrow itself. */
export async function countFacets(filter: TurnFilter, search: TextSearch | null): Promise<TurnFacets> {
  const span = await countSpan(filter);
  const chosen = COUNTABLE.filter((key) => chooses(filter, key));
  const besides = search !== null || narrowsBesides(filter);
  if (chosen.length === 0 && !besides) return facetsOf(span);
  const without = () => facetsOf(span, false);
  if (!search && rowsAtMost(filter, span) > MOST_ROWS) return without();
  // One choice alone: its own values are those of the whole span.
  const alone = chosen.length === 1 && !besides;
  const hits = search ? searchHits(search, filter) : undefined;
  const counts = await withPatience(PATIENCE_MS, async (sql) => {
    const rows = await countFromRows(
      sql,
      filter,
      COUNTABLE.filter((key) => !chosen.includes(key)),
      hits,
    );
    for (const key of alone ? [] : chosen)
      rows.push(...(await countFromRows(sql, withoutChoice(filter, key), [key], hits)));
    return rows;
  });
  if (!counts) return without();
  return facetsOf(alone ? [...counts, ...span.filter(({ facet }) => facet === chosen[0])] : counts);
}

/** Is there a choice that is none of a counted facet's? */
function narrowsBesides({ tags, notTags, prompts, only, not }: TurnFilter): boolean {
  const others = [tags, notTags, prompts, only?.session, only?.parent, not?.session, not?.parent];
  return others.some((each) => each && each.length > 0);
}

/** No more rows than this pass the filter: of all that it asks for, what fewest turns have. */
export function rowsAtMost(filter: TurnFilter, span: readonly Count[]): number {
  const sum = (facet: Count["facet"], has: (value: string) => boolean) =>
    span.reduce((total, each) => total + (each.facet === facet && has(each.value) ? each.turns : 0), 0);
  const bounds = [sum(ALL, () => true)];
  for (const [facet, values] of Object.entries(filter.only ?? {}))
    if (values && (FACET_KEYS as readonly string[]).includes(facet))
      bounds.push(sum(facet as FacetKey, (value) => values.includes(value)));
  for (const tag of filter.tags ?? []) bounds.push(sum("tags", (value) => value === tag));
  if (filter.hasTools !== undefined) bounds.push(sum("tools", (value) => (value !== "0") === filter.hasTools));
  // Sessions and parents are many and small, and found by their index.
  if (filter.only?.session || filter.only?.parent) bounds.push(0);
  return Math.min(...bounds);
}

function facetsOf(counts: readonly Count[], isCounted = true): TurnFacets {
  const by = new Map<string, Map<string, number>>();
  for (const { facet, value, turns } of counts) {
    const values = by.get(facet) ?? new Map<string, number>();
    by.set(facet, values.set(value, (values.get(value) ?? 0) + turns));
  }
  const values = (key: FacetKey) => {
    const found = [...(by.get(key) ?? [])].map(([value, count]) => ({ value, count }));
    const sorted = (key === "tools" ? withTools(found) : found)
      .filter(({ count }) => count > 0)
      .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
      .slice(0, MOST_VALUES);
    return isCounted ? sorted : sorted.map(({ value }) => ({ value, count: null }));
  };
  const range = (figure: TurnFigure) => {
    const found = rangeOf(
      figure,
      new Map([...(by.get(figure) ?? [])].map(([value, count]) => [Number(value), Math.max(count, 0)])),
    );
    return found && !isCounted ? { ...found, bins: [] } : found;
  };
  return {
    isCounted,
    facets: FACET_KEYS.map((key) => ({ key, values: values(key) })),
    ranges: Object.fromEntries(FIGURES.map((figure) => [figure, range(figure)])) as TurnFacets["ranges"],
  };
}

/** With tools or without, from how many tools were called. */
function withTools(counts: { value: string; count: number }[]): { value: string; count: number }[] {
  const sum = (some: typeof counts) => some.reduce((total, each) => total + each.count, 0);
  return [
    { value: "true", count: sum(counts.filter(({ value }) => value !== "0")) },
    { value: "false", count: sum(counts.filter(({ value }) => value === "0")) },
  ];
}
