import { pool } from "~/data/postgres.server";
import { listTurns, readTurnTexts, type TurnPosition, type TurnSort } from "~/data/runtime/turn-list.server";
import { toCsv } from "~/lib/csv";
import { TurnQuery, filterOfQuery } from "./turn-api-filter.server";
import { turnJson } from "./turn-json";
import { z } from "zod";

export const TurnExportQuery = TurnQuery.extend({ format: z.enum(["jsonl", "csv"]).default("jsonl") });

/** Texts may be large: few at a time, so that an export of any size stays small in memory. */
const AT_ONCE = 200;

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

function toText(turns: Exported[], format: "jsonl" | "csv"): string {
  if (format === "csv")
    return turns.length > 0 ? toCsv(turns.map((turn) => CSV_COLUMNS.map(([, value]) => cell(value(turn))))) : "";
  return turns.map((turn) => `${JSON.stringify(turn)}\n`).join("");
}

/**
 * A download that is written while it is read, as fast as the client takes it. It goes on by position, page after page,
 * and holds neither a connection nor a snapshot between two of them: a slow client slows nobody else.
 */
export async function exportTurns(
  key: { bots: string[] | null },
  query: z.infer<typeof TurnExportQuery>,
): Promise<Response> {
  const { format } = query;
  const filter = filterOfQuery(query, key.bots);
  const order = { sort: query.sort.replace(/^-/, "") as TurnSort, descending: query.sort.startsWith("-") };
  let after: TurnPosition | null = null;
  const readPage = async (): Promise<string> => {
    const sql = pool("export");
    const { rows, next } = await listTurns(sql, filter, order, after, AT_ONCE);
    const texts = await readTurnTexts(sql, rows);
    after = next;
    return toText(
      rows.map((row) => ({ ...turnJson(row), user_prompt: null, response_text: null, ...texts.get(row.id) })),
      format,
    );
  };
  // The first page before the answer begins: what fails then is still an error with a status.
  let text = (format === "csv" ? toCsv([CSV_COLUMNS.map(([name]) => name)]) : "") + (await readPage());
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (text) controller.enqueue(encoder.encode(text));
      if (after === null) return controller.close();
      text = await readPage();
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
