import { pool, withPatience } from "~/data/postgres.server";
import { readAllForDots, readSomeForDots, type TurnDot } from "~/data/runtime/turn-dots.server";
import type { TurnFilter } from "~/data/runtime/turn-filter";
import { searchHits, type TextSearch } from "~/data/runtime/turn-search.server";
import { countSpan, rowsAtMost } from "./turn-facet-counts.server";

/** So many are read faster than they are looked for in the indexes. */
const READ_ALL = 20_000;
const PATIENCE_MS = 1_000;

/** At most 600. Of a search that finds very much there are none. */
export async function getDots(filter: TurnFilter, search: TextSearch | null): Promise<TurnDot[]> {
  if (!search && rowsAtMost(filter, await countSpan(filter)) > READ_ALL) return readSomeForDots(pool("pages"), filter);
  const hits = search ? searchHits(search, filter) : undefined;
  return (await withPatience(PATIENCE_MS, (sql) => readAllForDots(sql, filter, hits))) ?? [];
}
