import { pool } from "~/data/postgres.server";
import { countTurnRows } from "~/data/runtime/turn-count.server";
import { readTurnDots, type TurnDot } from "~/data/runtime/turn-dots.server";
import {
  chooses,
  countFromRows,
  withoutChoice,
  FACET_KEYS,
  FIGURES,
  type FacetKey,
  type TurnCount,
} from "~/data/runtime/turn-facets.server";
import { rangeOf, type FigureRange } from "~/data/runtime/turn-figure-bins";
import type { TurnFigure, TurnFilter } from "~/data/runtime/turn-filter";
import { listTurns, type TurnListRow, type TurnPosition, type TurnSort } from "~/data/runtime/turn-list.server";
import { matchTexts } from "~/data/runtime/turn-search.server";
import { doorRules } from "~/features/turns/ingest/door-rules.server";
import { decodeCursor, encodeCursor } from "~/lib/cursor";
import { AppError } from "~/lib/errors";

export type TurnQuery = { filter: TurnFilter; q: string | null; sort: TurnSort; descending: boolean };

/** How far back texts were searched, and whether that is less than was asked for. */
export type Searched = { from: string; days: number; isNarrowed: boolean };
export type TurnQueryPage = { rows: TurnListRow[]; next: string | null; searched: Searched | null };

const DAY = 24 * 3_600_000;

/** Texts are kept for a shorter time than rows, so a search looks no further back. */
async function searchable(query: TurnQuery): Promise<{ filter: TurnFilter; searched: Searched | null }> {
  if (!query.q) return { filter: query.filter, searched: null };
  const { retention } = await doorRules();
  const reach = new Date(Date.now() - retention.payloadsMs).toISOString();
  const isNarrowed = Date.parse(query.filter.from) < Date.parse(reach);
  const from = isNarrowed ? reach : query.filter.from;
  const days = Math.max(1, Math.round((Date.now() - Date.parse(from)) / DAY));
  return { filter: { ...query.filter, from }, searched: { from, days, isNarrowed } };
}

/** A page of turns. The cursor is opaque, and of no use under another order. */
export async function getTurnPage(query: TurnQuery, cursor: string | null, limit: number): Promise<TurnQueryPage> {
  const order = `${query.descending ? "-" : ""}${query.sort}`;
  const after = readCursor(order, cursor);
  const { filter, searched } = await searchable(query);
  const { rows, next } = await listTurns(pool("pages"), filter, query, after, limit, matchTexts(query.q));
  return { rows, next: next && writeCursor(order, next), searched };
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

export type FacetValues = { key: FacetKey; values: { value: string; count: number | null }[] };
export type TurnFacets = {
  isCounted: boolean;
  facets: FacetValues[];
  ranges: Record<TurnFigure, FigureRange | null>;
};

const MOST_VALUES = 100;

/** The values that occur, each with how many turns it would show: a facet's own choice does not narrow itself. */
export async function getTurnFacets(query: TurnQuery): Promise<TurnFacets> {
  const { filter } = query;
  const all = [...new Set<TurnCount["facet"]>([...FACET_KEYS, ...FIGURES])];
  const chosen = all.filter((key) => chooses(filter, key));
  const shared = all.filter((key) => !chosen.includes(key));
  const counts = await Promise.all([
    countFromRows(pool("pages"), filter, shared),
    ...chosen.map((key) => countFromRows(pool("pages"), withoutChoice(filter, key), [key])),
  ]);
  return facetsOf(counts.flat());
}

function facetsOf(counts: TurnCount[]): TurnFacets {
  const by = new Map<string, { value: string; count: number }[]>();
  for (const { facet, value, turns } of counts) {
    const values = by.get(facet) ?? [];
    by.set(facet, values);
    values.push({ value, count: turns });
  }
  const values = (key: FacetKey) => {
    if (key === "tools") return withTools(by.get("tools") ?? []);
    return (by.get(key) ?? [])
      .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
      .slice(0, MOST_VALUES);
  };
  const range = (figure: TurnFigure) =>
    rangeOf(figure, new Map((by.get(figure) ?? []).map(({ value, count }) => [Number(value), count])));
  return {
    isCounted: true,
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
  ].filter(({ count }) => count > 0);
}

const COUNTED_TO = 10_000;

/** How many turns there are: beyond ten thousand, that there are more. */
export async function countTurns(query: TurnQuery): Promise<{ count: number; isMore: boolean }> {
  const count = await countTurnRows(pool("pages"), query.filter, COUNTED_TO);
  return { count: Math.min(count, COUNTED_TO), isMore: count > COUNTED_TO };
}

/** At most 600 turns that show how latency and cost went, the outliers among them. */
export function getTurnDots(query: TurnQuery): Promise<TurnDot[]> {
  return readTurnDots(pool("pages"), query.filter);
}
