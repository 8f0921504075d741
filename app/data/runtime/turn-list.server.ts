import { prepared, type Sql } from "~/data/postgres.server";
import type { TurnFilter } from "./turn-filter";
import { turnsOf, type Hits } from "./turn-source";
import type { TurnRow } from "./turn-state";

const ISO = `'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`;

/** The columns of a list. None of them is wide: previews are the longest. */
export type TurnListRow = Omit<
  TurnRow,
  | "source"
  | "stream"
  | "llm_call_count"
  | "trigger_message_id"
  | "agent_session_key"
  | "agent_request_id"
  | "animation"
  | "content_context_id"
  | "reservation_key"
> & { total_tokens: number | null };

const COLUMNS = `l.id, to_char(l.created_at at time zone 'UTC', ${ISO}) as created_at, to_char(l.ended_at at time zone 'UTC', ${ISO}) as ended_at,
  l.bot_id, l.user_id, l.session_id, l.model, l.provider, l.channel, l.environment, l.parent_turn_id, l.tags, l.status, l.end_reason, l.error_text, l.error_fingerprint,
  l.latency_ms, l.ttft_ms, l.input_tokens, l.output_tokens, l.cache_read_tokens, l.cache_write_tokens, l.reasoning_tokens, l.total_tokens,
  l.cost_usd::text as cost_usd, l.tool_call_count, l.prompt_preview, l.response_preview`;

export const TURN_SORTS = {
  started_at: null,
  latency_ms: { column: "latency_ms", type: "integer" },
  ttft_ms: { column: "ttft_ms", type: "integer" },
  total_tokens: { column: "total_tokens", type: "integer" },
  cost_usd: { column: "cost_usd", type: "numeric" },
  tool_call_count: { column: "tool_call_count", type: "integer" },
  bot: { column: "bot_id", type: "text" },
  user_id: { column: "user_id", type: "text" },
  model: { column: "model", type: "text" },
  status: { column: "status", type: "text" },
  session_id: { column: "session_id", type: "text" },
  provider: { column: "provider", type: "text" },
  channel: { column: "channel", type: "text" },
  environment: { column: "environment", type: "text" },
  prompt_preview: { column: "prompt_preview", type: "text" },
  response_preview: { column: "response_preview", type: "text" },
  tags: { column: "tags", type: "text[]" },
} as const;
export type TurnSort = keyof typeof TURN_SORTS;

/** Where a page ended: the sorted value (absent where it is unknown, or time alone sorts), time and id, all as text. */
export type TurnPosition = { value: string | null; created_at: string; id: string };
export type TurnPage = { rows: TurnListRow[]; next: TurnPosition | null };

export type TurnOrder = { sort: TurnSort; descending: boolean };
type SortedRow = TurnListRow & { sorted?: string | null };

/**
 * One page by position: the same cost at the first row and at the last. Rows whose sorted value is unknown come after
 * all others, newest first, whichever way the others go.
 */
export async function listTurns(
  sql: Sql,
  filter: TurnFilter,
  order: TurnOrder,
  after: TurnPosition | null,
  limit: number,
  hits?: Hits,
): Promise<TurnPage> {
  const by = TURN_SORTS[order.sort];
  const { descending } = order;
  if (!by) return turnPage(await query(sql, { filter, by, descending, after, limit: limit + 1, hits }), limit);
  let rows: SortedRow[] = [];
  const isInKnown = after === null || after.value !== null;
  if (isInKnown) rows = await query(sql, { filter, by, descending, after, limit: limit + 1, hits });
  if (rows.length <= limit) {
    const unknown = await query(sql, {
      filter,
      by: { column: by.column, type: null },
      descending: true,
      after: isInKnown ? null : after,
      limit: limit + 1 - rows.length,
      hits,
    });
    rows = [...rows, ...unknown];
  }
  return turnPage(rows, limit);
}

/** The first rows of those that were read, and where they end if there are more. */
export function turnPage(rows: SortedRow[], limit: number): TurnPage {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    rows: rows.slice(0, limit),
    next: last ? { value: last.sorted ?? null, created_at: last.created_at, id: last.id } : null,
  };
}

type ListQuery = {
  filter: TurnFilter;
  by: { column: string; type: string | null } | null;
  descending: boolean;
  after: TurnPosition | null;
  limit: number;
  hits: Hits | undefined;
};

async function query(sql: Sql, { filter, by, descending, after, limit, hits }: ListQuery): Promise<SortedRow[]> {
  const params: unknown[] = [];
  const put = (value: unknown) => `$${params.push(value)}`;
  const { before, from, where: narrowed } = turnsOf(filter, params, hits);
  const isPlain = !hits && isByTimeAlone(filter, params) && (!by || span(filter) >= LONG_MS);
  const where = [narrowed];
  const direction = descending ? "desc" : "asc";
  const compare = descending ? "<" : ">";
  let sorted = "";
  let orderBy = `l.created_at ${direction}, l.id ${direction}`;
  if (by?.type) {
    where.push(`l.${by.column} is not null`);
    sorted = `, l.${by.column}::text as sorted`;
    orderBy = `l.${by.column} ${direction}, ${orderBy}`;
    if (after)
      where.push(
        `(l.${by.column}, l.created_at, l.id) ${compare} (${put(after.value)}::${by.type}, ${put(after.created_at)}::timestamptz, ${put(after.id)}::text)`,
      );
  } else {
    if (by) where.push(`l.${by.column} is null`);
    if (after)
      where.push(`(l.created_at, l.id) ${compare} (${put(after.created_at)}::timestamptz, ${put(after.id)}::text)`);
  }
  const text = `${before}select ${COLUMNS}${sorted} from ${from} where ${where.join(" and ")} order by ${orderBy} limit ${put(limit)}`;
  const { rows } = await (isPlain ? sql.query<SortedRow>(prepared(text, params)) : sql.query<SortedRow>(text, params));
  return rows;
}

/**
 * To plan a statement over a month of partitions takes ten times as long as to run it, so the plain list is planned once a
 * connection. Where the best way hangs on the values (a rare bot, an hour of a month under another order) it is planned each time.
 */
function isByTimeAlone(filter: TurnFilter, params: unknown[]): boolean {
  return params.length === 2 && filter.hasTools === undefined;
}

const LONG_MS = 2 * 24 * 3_600_000;
const span = (filter: TurnFilter) => Date.parse(filter.to) - Date.parse(filter.from);

type TurnKey = { id: string; created_at: string };
const keysOf = (turns: TurnKey[]) => JSON.stringify(turns.map(({ id, created_at }) => ({ id, created_at })));

/** The list rows of turns that are known by start and id. */
export async function getTurnListRows(sql: Sql, turns: TurnKey[]): Promise<Map<string, TurnListRow>> {
  if (turns.length === 0) return new Map();
  const { rows } = await sql.query<TurnListRow>(
    `select ${COLUMNS} from json_to_recordset($1::json) as t(id text, created_at timestamptz)
       join runtime.turn_logs l on l.created_at = t.created_at and l.id = t.id`,
    [keysOf(turns)],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

export type TurnTexts = { user_prompt: string | null; response_text: string | null };

/** What was asked and answered, where it is still kept. */
export async function readTurnTexts(sql: Sql, turns: TurnKey[]): Promise<Map<string, TurnTexts>> {
  if (turns.length === 0) return new Map();
  const { rows } = await sql.query<TurnTexts & { id: string }>(
    `select p.id, p.user_prompt, p.response_text from json_to_recordset($1::json) as t(id text, created_at timestamptz)
       join runtime.turn_payloads p on p.created_at = t.created_at and p.id = t.id`,
    [keysOf(turns)],
  );
  return new Map(rows.map(({ id, ...texts }) => [id, texts]));
}

/** How many bytes the texts of turns have, without reading them. */
export async function readTextSizes(sql: Sql, turns: TurnKey[]): Promise<Map<string, number>> {
  const { rows } = await sql.query<{ id: string; bytes: number }>(
    `select p.id, coalesce(octet_length(p.user_prompt), 0) + coalesce(octet_length(p.response_text), 0) as bytes
       from json_to_recordset($1::json) as t(id text, created_at timestamptz)
       join runtime.turn_payloads p on p.created_at = t.created_at and p.id = t.id`,
    [keysOf(turns)],
  );
  return new Map(rows.map(({ id, bytes }) => [id, bytes]));
}
