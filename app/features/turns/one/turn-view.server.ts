import { pool } from "~/data/postgres.server";
import { getTurnRow } from "~/data/runtime/turn-store.server";
import type { TurnRow } from "~/data/runtime/turn-state";
import {
  listModelSpans,
  listToolSpans,
  readPieces,
  readRun,
  readTextHeads,
  type ModelSpanRow,
  type PieceRow,
  type RunView,
  type ToolSpanRow,
} from "~/data/runtime/turn-view.server";
import { codePoints } from "~/features/turns/ingest/turn-texts";
import type { CallSpan, TextHead, TurnView } from "./turn-view";

/** A panel shows this much of each text; the page of the turn shows more. */
const PANEL_CHARS = 8_000;
export const MOST_SPANS = 500;
/** Of a text that still comes. Cut between two pieces, so that the stream goes on exactly there. */
const RUNNING_CHARS = 200_000;

/** What the panel beside a list shows of a turn; null when there is none with this id. */
export async function getTurnView(id: string, chars = PANEL_CHARS): Promise<TurnView | null> {
  const row = await getTurnRow(pool("pages"), id);
  return row && readTurnView(row, chars);
}

export async function readTurnView(row: TurnRow, chars = PANEL_CHARS): Promise<TurnView> {
  return viewOf(row, await readTurnParts(row, chars));
}

/** Everything that the view of a turn is made of, read side by side. */
export async function readTurnParts(row: TurnRow, chars: number) {
  const sql = pool("pages");
  const isRunning = row.status === "streaming";
  const [texts, tools, models, run, pieces] = await Promise.all([
    readTextHeads(sql, row, chars),
    row.tool_call_count > 0 ? listToolSpans(sql, row, MOST_SPANS + 1) : [],
    row.llm_call_count > 0 ? listModelSpans(sql, row, MOST_SPANS + 1) : [],
    isRunning ? readRun(sql, row.id) : null,
    isRunning ? readPieces(sql, row.id, { response: 0, reasoning: 0 }, RUNNING_CHARS) : [],
  ]);
  return { texts, tools, models, run, pieces };
}

export function viewOf(row: TurnRow, parts: Awaited<ReturnType<typeof readTurnParts>>): TurnView {
  const { texts, tools, models, run, pieces } = parts;
  const spans = callSpans(row, tools, models);
  return {
    row,
    prompt: texts?.user_prompt ?? null,
    response: joined(pieces, "response") ?? texts?.response_text ?? null,
    reasoning: joined(pieces, "reasoning") ?? texts?.reasoning_text ?? null,
    error: texts?.error_text ?? headOf(row.error_text),
    told_by: texts?.prompts ?? [],
    spans: spans.slice(0, MOST_SPANS),
    has_more_spans: spans.length > MOST_SPANS,
    stop: stopOf(run),
    payload_expired: texts === null,
  };
}

export function stopOf(run: RunView | null): TurnView["stop"] {
  return run?.stop_requested_at ? { at: run.stop_requested_at, by: run.stop_requested_by } : null;
}

function headOf(text: string | null): TextHead | null {
  return text === null ? null : { text, chars: codePoints(text) };
}

function joined(pieces: PieceRow[], kind: PieceRow["kind"]): TextHead | null {
  const text = pieces
    .filter((piece) => piece.kind === kind)
    .map((piece) => piece.body)
    .join("");
  return text === "" ? null : headOf(text);
}

/** Model and tool calls in the order in which they began. */
export function callSpans(row: TurnRow, tools: ToolSpanRow[], models: ModelSpanRow[]): CallSpan[] {
  const isRunning = row.status === "streaming";
  const spans: CallSpan[] = [
    ...models.map((call) => modelSpan(call, isRunning)),
    ...tools.map((call) => ({
      kind: "tool" as const,
      id: call.call_id,
      name: call.tool_name,
      status: call.status,
      parent: call.parent_call_id,
      started_at: call.started_at,
      ended_at: call.ended_at,
      duration_ms: call.duration_ms,
      attempt: null,
    })),
  ];
  return spans.sort((a, b) => (a.started_at < b.started_at ? -1 : a.started_at > b.started_at ? 1 : 0));
}

function modelSpan(call: ModelSpanRow, isRunning: boolean): CallSpan {
  const started = Date.parse(call.started_at);
  // A runtime may say how long a call took and not when it ended.
  const ended_at =
    call.ended_at ?? (call.latency_ms === null ? null : new Date(started + call.latency_ms).toISOString());
  const isOver = ended_at !== null || call.finish_reason !== null || call.error_text !== null;
  return {
    kind: "model",
    id: call.call_id,
    name: call.model,
    status: call.error_text !== null ? "error" : isOver ? "ok" : isRunning ? "running" : "interrupted",
    parent: null,
    started_at: call.started_at,
    ended_at,
    duration_ms: call.latency_ms ?? (ended_at === null ? null : Math.max(0, Date.parse(ended_at) - started)),
    attempt: call.attempt,
  };
}
