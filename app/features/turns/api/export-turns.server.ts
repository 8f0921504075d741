import { pool, type Sql } from "~/data/postgres.server";
import { getTurnListRows, readTextSizes, readTurnTexts, type TurnListRow } from "~/data/runtime/turn-list.server";
import { findTurnTimes } from "~/data/runtime/turn-now.server";
import { getTurnPage, type TurnQuery } from "~/features/turns/list/turn-query.server";
import { toCsv } from "~/lib/csv";
import { turnQueryOf, TurnQueryParams } from "./turn-api-filter.server";
import { turnJson } from "./turn-json";
import { z } from "zod";

export const TurnExportQuery = TurnQueryParams.extend({ format: z.enum(["jsonl", "csv"]).default("jsonl") });

const AT_ONCE = 200;
/** Texts may be large: no more than so much at a time, so that an export of any size stays small in memory. */
const PART_BYTES = 2_000_000;

type ExportFormat = "jsonl" | "csv";
type Exported = ReturnType<typeof turnJson> & { user_prompt: string | null; response_text: string | null };

const CSV_COLUMNS: [string, (turn: Exported) => unknown][] = [
  ...(
    [
      "id",
      "bot",
      "user_id",
      "session_id",
      "model",
      "provider",
      "channel",
      "environment",
      "tags",
      "status",
      "end_reason",
      "error_text",
      "started_at",
      "ended_at",
      "latency_ms",
      "ttft_ms",
    ] as const
  ).map((name): [string, (turn: Exported) => unknown] => [name, (turn) => turn[name]]),
  ...(["input", "output", "cache_read", "cache_write", "reasoning"] as const).map(
    (name): [string, (turn: Exported) => unknown] => [`${name}_tokens`, (turn) => turn.token_usage?.[name]],
  ),
  ["cost_usd", (turn) => turn.cost_usd],
  ["tool_call_count", (turn) => turn.tool_call_count],
  ["user_prompt", (turn) => turn.user_prompt],
  ["response_text", (turn) => turn.response_text],
];

function cell(value: unknown): string | number | null {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.join(" ");
  return typeof value === "number" || typeof value === "string" ? value : JSON.stringify(value);
}

function toText(turns: Exported[], format: ExportFormat): string {
  if (format === "csv")
    return turns.length > 0 ? toCsv(turns.map((turn) => CSV_COLUMNS.map(([, value]) => cell(value(turn))))) : "";
  return turns.map((turn) => `${JSON.stringify(turn)}\n`).join("");
}

/** The turns that an API key asks for: only of its bots. */
export function exportTurns(key: { bots: string[] | null }, query: z.infer<typeof TurnExportQuery>): Promise<Response> {
  return exportTurnQuery(turnQueryOf(query, key.bots), query.format);
}

/** All that a list shows, in its order. */
export function exportTurnQuery(query: TurnQuery, format: ExportFormat): Promise<Response> {
  let after: string | null = null;
  return downloadTurns(format, async (sql) => {
    const { rows, next } = await getTurnPage(query, after, AT_ONCE, sql);
    after = next;
    return { rows, hasMore: next !== null };
  });
}

/** Some turns by their ids, newest first; those that are gone meanwhile are missing. */
export async function exportTurnsById(ids: string[], format: ExportFormat): Promise<Response> {
  const turns = await findTurnTimes(pool("export"), ids);
  return downloadTurns(format, async (sql) => {
    const part = turns.splice(0, AT_ONCE);
    const rows = await getTurnListRows(sql, part);
    return { rows: part.flatMap(({ id }) => rows.get(id) ?? []), hasMore: turns.length > 0 };
  });
}

type SizedRow = { row: TurnListRow; size: number };

/** Takes the first rows away whose texts together are no burden: of long ones few, of any at least one. */
function takePart(waiting: SizedRow[]): TurnListRow[] {
  let size = 0;
  const end = waiting.findIndex((each, index) => (size += each.size) > PART_BYTES && index > 0);
  return waiting.splice(0, end < 0 ? waiting.length : end).map(({ row }) => row);
}

/** The next rows, and whether others follow. */
type ReadRows = (sql: Sql) => Promise<{ rows: TurnListRow[]; hasMore: boolean }>;

/**
 * A download that is written while it is read, as fast as the client takes it. It goes on page after page, and holds
 * neither a connection nor a snapshot between two of them: a slow client slows nobody else.
 */
async function downloadTurns(format: ExportFormat, readRows: ReadRows): Promise<Response> {
  let hasMore = true;
  let waiting: SizedRow[] = [];
  const readPart = async (): Promise<string> => {
    const sql = pool("export");
    if (waiting.length === 0) {
      const page = await readRows(sql);
      hasMore = page.hasMore;
      const sizes = await readTextSizes(sql, page.rows);
      waiting = page.rows.map((row) => ({ row, size: sizes.get(row.id) ?? 0 }));
    }
    const part = takePart(waiting);
    const texts = await readTurnTexts(sql, part);
    return toText(
      part.map((row) => ({ ...turnJson(row), user_prompt: null, response_text: null, ...texts.get(row.id) })),
      format,
    );
  };
  // The first page before the answer begins: what fails then is still an error with a status.
  let text = (format === "csv" ? toCsv([CSV_COLUMNS.map(([name]) => name)]) : "") + (await readPart());
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      // A page of a search may be empty while there is more.
      while (!text && (hasMore || waiting.length > 0)) text = await readPart();
      if (!text) return controller.close();
      controller.enqueue(encoder.encode(text));
      text = "";
    },
  });
  return new Response(body, {
    headers: {
      "Content-Type": format === "csv" ? "text/csv; charset=utf-8" : "application/x-ndjson; charset=utf-8",
      "Content-Disposition": `attachment; filename="turns-${new Date().toISOString().slice(0, 10)}.${format}"`,
      "Cache-Control": "no-store",
    },
  });
}
