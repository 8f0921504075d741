import type { ModelCallRow, ToolCallRow } from "~/data/runtime/turn-calls.server";
import type { TurnRow } from "~/data/runtime/turn-state";
import type { ModelCall, ToolCall } from "./ingest-schemas.server";
import { codePoints } from "./turn-texts";

/** What a list of calls shows of a result; the whole is fetched in ranges. */
export const RESULT_PREVIEW_CHARS = 2_000;
const MAX_INT = 2_147_483_647;

/** `undefined` says nothing; null says that there is none. */
function given<T>(value: T | undefined, before: T): T {
  return value === undefined ? before : value;
}

function between(start: string, end: string | null): number | null {
  return end === null ? null : Math.max(0, Math.min(MAX_INT, Date.parse(end) - Date.parse(start)));
}

/** The record of a tool call after one more report of it, and its whole result if that came. */
export function mergeToolCall(
  known: ToolCallRow | undefined,
  turn: TurnRow,
  callId: string,
  call: ToolCall,
  now: Date,
): { row: ToolCallRow; result: string | undefined } {
  const result = call.result_text ?? undefined;
  const endedBefore = known?.ended_at ?? null;
  const isOver = call.status ? call.status !== "running" : call.ended_at != null || result !== undefined;
  const started_at = call.started_at ?? known?.started_at ?? now.toISOString();
  const ended_at = call.ended_at ?? endedBefore ?? (isOver ? now.toISOString() : null);
  const row: ToolCallRow = {
    turn_created_at: turn.created_at,
    turn_id: turn.id,
    call_id: callId,
    tool_name: call.tool_name,
    arguments_json: given(call.arguments, known?.arguments_json ?? null),
    result_text:
      result === undefined
        ? (known?.result_text ?? null)
        : [...result.slice(0, RESULT_PREVIEW_CHARS * 2)].slice(0, RESULT_PREVIEW_CHARS).join(""),
    result_chars: result === undefined ? (known?.result_chars ?? null) : codePoints(result),
    result_bytes: result === undefined ? (known?.result_bytes ?? null) : Buffer.byteLength(result),
    status: call.status ?? (isOver ? "ok" : (known?.status ?? "running")),
    iteration: given(call.iteration, known?.iteration ?? null),
    parent_call_id: given(call.parent_call_id, known?.parent_call_id ?? null),
    started_at,
    ended_at,
    duration_ms: between(started_at, ended_at),
    seq: known?.seq ?? turn.tool_call_count,
  };
  // A report that the call runs, come late, does not undo its end.
  if (known && endedBefore !== null && call.status === "running") row.status = known.status;
  return { row, result };
}

export function mergeModelCall(
  known: ModelCallRow | undefined,
  turn: TurnRow,
  callId: string,
  call: ModelCall,
  now: Date,
): ModelCallRow {
  const tokens = call.token_usage ?? {};
  const started_at = call.started_at ?? known?.started_at ?? now.toISOString();
  const ended_at = given(call.ended_at, known?.ended_at ?? null);
  return {
    turn_created_at: turn.created_at,
    turn_id: turn.id,
    call_id: callId,
    model: call.model,
    provider: given(call.provider, known?.provider ?? null),
    attempt: given(call.attempt, known?.attempt ?? null),
    input_tokens: given(tokens.input, known?.input_tokens ?? null),
    output_tokens: given(tokens.output, known?.output_tokens ?? null),
    cache_read_tokens: given(tokens.cache_read, known?.cache_read_tokens ?? null),
    cache_write_tokens: given(tokens.cache_write, known?.cache_write_tokens ?? null),
    reasoning_tokens: given(tokens.reasoning, known?.reasoning_tokens ?? null),
    cost_usd: given(call.cost_usd, known?.cost_usd ?? null),
    latency_ms: call.latency_ms ?? known?.latency_ms ?? between(started_at, ended_at),
    finish_reason: given(call.finish_reason, known?.finish_reason ?? null),
    error_text: given(call.error_text, known?.error_text ?? null),
    started_at,
    ended_at,
    seq: known?.seq ?? turn.llm_call_count,
  };
}
