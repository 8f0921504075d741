import { isTimeout, type Sql } from "~/data/postgres.server";
import type { TurnFilter } from "./turn-filter";
import {
  listTurns,
  turnPage,
  type TurnListRow,
  type TurnOrder,
  type TurnPage,
  type TurnPosition,
} from "./turn-list.server";
import type { Hits } from "./turn-source";

/** Words that the index knows, patterns that the texts of what it finds must match, and words that must not occur. */
export type TextSearch = { words: string[]; patterns: string[]; without: string[] };

const WORDS = "runtime.search_words(p.user_prompt, p.response_text, p.search_pairs)";
/** As much of a text as the index holds. */
const TEXT = "concat_ws(' ', left(p.user_prompt, 50000), left(p.response_text, 50000))";

/** The condition that finished texts match, over turn_payloads as `p`. What still runs is not in the index. */
function textsMatch({ words, patterns, without }: TextSearch, params: unknown[]): string {
  const put = (value: unknown) => `$${params.push(value)}`;
  return [
    "p.ended",
    ...(words.length > 0 ? [`${WORDS} @@ plainto_tsquery('pg_catalog.simple', ${put(words.join(" "))})`] : []),
    ...patterns.map((pattern) => `${TEXT} ~* ${put(pattern)}`),
    ...without.map((pattern) => `${TEXT} !~* ${put(pattern)}`),
  ].join(" and ");
}

/** Looks at the texts of some turns, most cheaply first: the words as plain text before they are taken apart. */
async function matchingOf(sql: Sql, turns: TurnListRow[], search: TextSearch, plain: string[]): Promise<TurnListRow[]> {
  const params: unknown[] = [JSON.stringify(turns.map(({ id, created_at }) => ({ id, created_at }))), plain];
  const { rows } = await sql.query<{ id: string }>(
    `select p.id from json_to_recordset($1::json) as t(id text, created_at timestamptz)
       join runtime.turn_payloads p on p.created_at = t.created_at and p.id = t.id
      where case when lower(concat_ws(' ', ${TEXT}, p.search_pairs)) like all($2::text[]) then ${textsMatch(search, params)} else false end`,
    params,
  );
  const found = new Set(rows.map(({ id }) => id));
  return turns.filter(({ id }) => found.has(id));
}

/** Of turns at hand those whose texts match. */
export async function keepMatching(sql: Sql, turns: TurnListRow[], search: TextSearch): Promise<TurnListRow[]> {
  return turns.length === 0 ? [] : matchingOf(sql, turns, search, await plainWords(sql, search));
}

/** The words as the index writes them, each as a pattern for a text that holds it somewhere. */
async function plainWords(sql: Sql, { words }: TextSearch): Promise<string[]> {
  const { rows } = await sql.query<{ words: string[] }>(
    "select tsvector_to_array(to_tsvector('pg_catalog.simple', $1)) as words",
    [words.join(" ")],
  );
  return rows[0]!.words.map((word) => `%${word.replace(/[\\%_]/g, "\\$&")}%`);
}

/** Enough to see how common the words are. */
const FIRST_CHUNK = 100;
const CHUNK = 400;
/** Looking at so many turns costs about as much as asking the index. */
const MOST_WALKED = 2_000;
const PATIENCE_MS = 1_500;
const DAY = 24 * 3_600_000;

export type SearchPage = TurnPage & {
  /** Where the search stopped for lack of time; the next page goes on from there. */
  stoppedAt: string | null;
};

/**
 * One page of the turns whose texts match. Common words are found by looking at turns in the order of the list, rare
 * ones by the index; how common they are shows after the first turns looked at.
 */
export async function searchTurns(
  sql: Sql,
  search: TextSearch,
  filter: TurnFilter,
  order: TurnOrder,
  after: TurnPosition | null,
  limit: number,
): Promise<SearchPage> {
  const until = Date.now() + PATIENCE_MS;
  const plain = await plainWords(sql, search);
  const found: TurnListRow[] = [];
  let position = after;
  let canAskIndex = plain.length > 0;
  for (let walked = 0; ;) {
    const { rows, next } = await listTurns(sql, filter, order, position, walked === 0 ? FIRST_CHUNK : CHUNK);
    found.push(...(await matchingOf(sql, rows, search, plain)));
    walked += rows.length;
    position = next;
    if (found.length > limit || !next) return { ...turnPage(found, limit), stoppedAt: null };
    const needed = walked * ((limit + 1) / found.length);
    if (canAskIndex && !(needed <= MOST_WALKED)) {
      const rest = await askIndex(sql, search, filter, order, next, limit + 1 - found.length, until);
      if (rest) {
        const page = turnPage([...found, ...rest.rows], limit);
        return {
          ...page,
          next: page.next ?? rest.stoppedAt,
          stoppedAt: page.next ? null : (rest.stoppedAt?.created_at ?? null),
        };
      }
      canAskIndex = false;
    }
    if (Date.now() > until) return { rows: found, next, stoppedAt: next.created_at };
  }
}

type Rest = { rows: TurnListRow[]; stoppedAt: TurnPosition | null };

/** Null when it would take too long: phrases of words that are everywhere. */
async function askIndex(
  sql: Sql,
  search: TextSearch,
  filter: TurnFilter,
  order: TurnOrder,
  after: TurnPosition,
  limit: number,
  until: number,
): Promise<Rest | null> {
  if (order.sort !== "started_at") {
    const rows = await askWithin(sql, search, filter, order, after, limit);
    return rows && { rows, stoppedAt: null };
  }
  const found: TurnListRow[] = [];
  let asked = 0;
  for (const span of slices(filter, after.created_at, order.descending)) {
    const here = { value: null, created_at: order.descending ? span.to : span.from, id: "" };
    if (asked > 0 && Date.now() > until) return { rows: found, stoppedAt: here };
    const rows = await askWithin(sql, search, { ...filter, ...span }, order, after, limit - found.length);
    if (!rows) return asked === 0 ? null : { rows: found, stoppedAt: here };
    found.push(...rows);
    if (found.length >= limit) break;
    asked++;
  }
  return { rows: found, stoppedAt: null };
}

/** Null when the database gave up. */
async function askWithin(...question: Parameters<typeof ask>): Promise<TurnListRow[] | null> {
  try {
    return await ask(...question);
  } catch (error) {
    if (isTimeout(error)) return null;
    throw error;
  }
}

async function ask(
  sql: Sql,
  search: TextSearch,
  filter: TurnFilter,
  order: TurnOrder,
  after: TurnPosition,
  limit: number,
): Promise<TurnListRow[]> {
  const { rows } = await listTurns(sql, filter, order, after, limit, searchHits(search, filter));
  return rows;
}

/** What the index finds within a filter's time. */
export function searchHits(search: TextSearch, { from, to }: TurnFilter): Hits {
  return (params) => {
    const match = textsMatch(search, params);
    return `select p.created_at, p.id from runtime.turn_payloads p
      where p.created_at >= $${params.push(from)} and p.created_at < $${params.push(to)} and ${match}`;
  };
}

/** From a place on, whole days, few at first. Each day has an index of its own. */
function* slices(filter: TurnFilter, at: string, descending: boolean): Generator<{ from: string; to: string }> {
  const [from, to] = [Date.parse(filter.from), Date.parse(filter.to)];
  const end = descending ? from : Math.min(to, Date.now() + 2 * DAY);
  let here = Date.parse(at);
  let edge = descending ? filter.to : filter.from;
  for (let days = 1; descending ? here > end : here < end; days *= 2) {
    const day = Math.floor(here / DAY) * DAY;
    here = descending ? (here > day ? day : day - DAY) - (days - 1) * DAY : day + days * DAY;
    const next = new Date(here).toISOString();
    const isLast = descending ? here <= end : here >= end;
    yield descending ? { from: isLast ? filter.from : next, to: edge } : { from: edge, to: isLast ? filter.to : next };
    edge = next;
  }
}
