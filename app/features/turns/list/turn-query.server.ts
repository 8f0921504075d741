import { pool, type Sql } from "~/data/postgres.server";
import type { TurnDot } from "~/data/runtime/turn-dots.server";
import type { TurnFilter } from "~/data/runtime/turn-filter";
import { listTurns, type TurnListRow, type TurnOrder, type TurnPosition } from "~/data/runtime/turn-list.server";
import { searchTurns } from "~/data/runtime/turn-search.server";
import { doorRules } from "~/features/turns/ingest/door-rules.server";
import { decodeCursor, encodeCursor } from "~/lib/cursor";
import { AppError } from "~/lib/errors";
import { parseSearch } from "./search-terms";
import { countFacets, type TurnFacets } from "./turn-facet-counts.server";
import { countExactly, countUpTo } from "./turn-counts.server";
import { getDots } from "./turn-dots.server";

export type { TurnFacets } from "./turn-facet-counts.server";
export type TurnQuery = TurnOrder & { filter: TurnFilter; q: string | null };

/** From when on texts were searched, and whether that is less than was asked for. */
export type Searched = { from: string; days: number; isNarrowed: boolean };
export type TurnQueryPage = { rows: TurnListRow[]; next: string | null; searched: Searched | null };

const DAY = 24 * 3_600_000;
const A_MOMENT = 60_000;

/** Texts are kept for a shorter time than rows, so a search looks no further back. */
async function searchable(filter: TurnFilter): Promise<TurnFilter> {
  const { retention } = await doorRules();
  const reach = new Date(Date.now() - retention.payloadsMs).toISOString();
  // A range of as many days as are kept was read a moment ago.
  return Date.parse(filter.from) < Date.parse(reach) - A_MOMENT ? { ...filter, from: reach } : filter;
}

/**
 * A page of turns. The cursor is opaque, and of no use under another order. With `q` finished turns whose texts match;
 * where those are hard to find a page may be short, and the next one goes on.
 */
export async function getTurnPage(
  query: TurnQuery,
  cursor: string | null,
  limit: number,
  sql: Sql = pool("pages"),
): Promise<TurnQueryPage> {
  const order = `${query.descending ? "-" : ""}${query.sort}`;
  const after = readCursor(order, cursor);
  const search = parseSearch(query.q);
  if (!search) {
    const { rows, next } = await listTurns(sql, query.filter, query, after, limit);
    return { rows, next: next && writeCursor(order, next), searched: null };
  }
  const filter = await searchable(query.filter);
  const { rows, next, stoppedAt } = await searchTurns(sql, search, filter, query, after, limit);
  const from = stoppedAt !== null && query.sort === "started_at" && query.descending ? stoppedAt : filter.from;
  const days = Math.max(1, Math.round((Date.now() - Date.parse(from)) / DAY));
  return {
    rows,
    next: next && writeCursor(order, next),
    searched: { from, days, isNarrowed: from !== query.filter.from },
  };
}

// A mark before the value tells the empty text from none.
function writeCursor(order: string, position: TurnPosition): string {
  return encodeCursor(order, [position.value === null ? "" : `=${position.value}`, position.created_at, position.id]);
}

function readCursor(order: string, cursor: string | null): TurnPosition | null {
  if (cursor === null) return null;
  const [value, created_at, id] = decodeCursor(order, cursor, 3) ?? [];
  if (value === undefined || Number.isNaN(Date.parse(created_at!)))
    throw new AppError("invalid", "cursor: is not one of this list and order");
  return { value: value === "" ? null : value.slice(1), created_at: created_at!, id: id! };
}

/** The values that occur, each with how many turns it would show. */
export async function getTurnFacets({ filter, q }: TurnQuery): Promise<TurnFacets> {
  const search = parseSearch(q);
  return countFacets(search ? await searchable(filter) : filter, search);
}

/** How many turns there are: exactly where that is at hand, else no further than ten thousand. */
export async function countTurns({ filter, q }: TurnQuery): Promise<{ count: number; isMore: boolean }> {
  const search = parseSearch(q);
  const exact = search ? null : await countExactly(filter);
  return exact === null
    ? countUpTo(search ? await searchable(filter) : filter, search)
    : { count: exact, isMore: false };
}

/** At most 600 turns that show how latency and cost went, the outliers among them. */
export async function getTurnDots({ filter, q }: TurnQuery): Promise<TurnDot[]> {
  const search = parseSearch(q);
  return getDots(search ? await searchable(filter) : filter, search);
}
