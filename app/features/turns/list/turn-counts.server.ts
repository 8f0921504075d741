import { pool, withPatience } from "~/data/postgres.server";
import { countByMargins, countTurnRows } from "~/data/runtime/turn-count.server";
import { FACET_KEYS, type FacetKey } from "~/data/runtime/turn-facets.server";
import type { TurnFilter } from "~/data/runtime/turn-filter";
import { ALL } from "~/data/runtime/turn-margins.server";
import { searchHits, type TextSearch } from "~/data/runtime/turn-search.server";
import { spansOf } from "~/lib/spans";

const COUNTED_TO = 10_000;
const PATIENCE_MS = 250;

/** From the sums, where the filter is a time and at most some values of one facet; else null. */
export async function countExactly(filter: TurnFilter): Promise<number | null> {
  const asked = wantOne(filter);
  return asked && countByMargins(pool("pages"), filter, asked, spansOf(filter));
}

function wantOne(filter: TurnFilter): { facet: FacetKey | typeof ALL; values: string[] } | null {
  const isGiven = (value: unknown) =>
    value !== undefined && (typeof value !== "object" || value === null || Object.keys(value).length > 0);
  const { from: _from, to: _to, only, ...others } = filter;
  if (Object.values(others).some(isGiven)) return null;
  const [first, ...more] = Object.entries(only ?? {}).filter(([, values]) => values !== undefined);
  if (!first) return { facet: ALL, values: [""] };
  const [facet, values] = first;
  const isCounted = (FACET_KEYS as readonly string[]).includes(facet);
  return isCounted && more.length === 0 ? { facet: facet as FacetKey, values } : null;
}

/** Up to ten thousand. Where even that takes long, what is counted soon is less, and more is said to be there. */
export async function countUpTo(
  filter: TurnFilter,
  search: TextSearch | null,
): Promise<{ count: number; isMore: boolean }> {
  const hits = search ? searchHits(search, filter) : undefined;
  for (const most of [COUNTED_TO, COUNTED_TO / 10, 100]) {
    const count = await withPatience(PATIENCE_MS, (sql) => countTurnRows(sql, filter, most + 1, hits));
    if (count !== null) return { count: Math.min(count, most), isMore: count > most };
  }
  return { count: 0, isMore: true };
}
