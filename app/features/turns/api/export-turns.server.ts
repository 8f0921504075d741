import { pool } from "~/data/postgres.server";
import { readTurnTexts } from "~/data/runtime/turn-list.server";
import { getTurnPage, type TurnQuery } from "~/features/turns/list/turn-query.server";
import { toCsv } from "~/lib/csv";
import { turnQueryOf, TurnQueryParams } from "./turn-api-filter.server";
import { turnJson } from "./turn-json";
import { z } from "zod";

export const TurnExportQuery = TurnQueryParams.extend({ format: z.enum(["jsonl", "csv"]).default("jsonl") });

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

/** The turns that an API key asks for: only of its bots. */
export function exportTurns(key: { bots: string[] | null }, query: z.infer<typeof TurnExportQuery>): Promise<Response> {
  return exportTurnQuery(turnQueryOf(query, key.bots), query.format);
}

/**
 * A download that is written while it is read, as fast as the client takes it. It goes on by position, page after page,
 * and holds neither a connection nor a snapshot between two of them: a slow client slows nobody else.
 */
export async function exportTurnQuery(query: TurnQuery, format: "jsonl" | "csv"): Promise<Response> {
  let after: string | null = null;
  const readPage = async (): Promise<string> => {
    const sql = pool("export");
    const { rows, next } = await getTurnPage(query, after, AT_ONCE, sql);
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
      // A page of a search may be empty while there is more.
      while (!text && after !== null) text = await readPage();
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
