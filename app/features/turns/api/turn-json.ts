import type { ModelCallRow, ToolCallRow } from "~/data/runtime/turn-calls.server";
import type { TurnListRow } from "~/data/runtime/turn-list.server";
import type { TurnRow, TurnRun } from "~/data/runtime/turn-state";

/** Money as the contract wants it: a decimal string without zeros that say nothing. */
export function decimal(amount: string | null): string | null {
  if (amount === null) return null;
  return amount.includes(".") ? amount.replace(/\.?0+$/, "") : amount;
}

type TokenColumns = Pick<
  TurnRow,
  "input_tokens" | "output_tokens" | "cache_read_tokens" | "cache_write_tokens" | "reasoning_tokens"
>;

/** Null where the runtime said nothing about tokens. */
export function tokenUsage(row: TokenColumns) {
  const usage = {
    input: row.input_tokens,
    output: row.output_tokens,
    cache_read: row.cache_read_tokens,
    cache_write: row.cache_write_tokens,
    reasoning: row.reasoning_tokens,
  };
  return Object.values(usage).every((value) => value === null) ? null : usage;
}

/** A turn as the machine interface lists it. */
export function turnJson(row: TurnRow | TurnListRow) {
  return {
    id: row.id,
    bot: row.bot_id,
    user_id: row.user_id,
    session_id: row.session_id,
    model: row.model,
    provider: row.provider,
    channel: row.channel,
    environment: row.environment,
    tags: row.tags,
    status: row.status,
    end_reason: row.end_reason,
    error_text: row.error_text,
    started_at: row.created_at,
    ended_at: row.ended_at,
    latency_ms: row.latency_ms,
    ttft_ms: row.ttft_ms,
    token_usage: tokenUsage(row),
    cost_usd: decimal(row.cost_usd),
    tool_call_count: row.tool_call_count,
    prompt_preview: row.prompt_preview,
    response_preview: row.response_preview,
  };
}

/** What a runtime hears with every answer when an operator asked to stop the turn. */
export function directiveOf(run: TurnRun | null): { directive?: "stop" } {
  return run?.stop_requested_at ? { directive: "stop" } : {};
}

export function updatedTurnJson(row: TurnRow, run: TurnRun | null) {
  return { ...turnJson(row), ...directiveOf(run) };
}

export function toolCallJson(call: ToolCallRow) {
  return {
    call_id: call.call_id,
    tool_name: call.tool_name,
    arguments: call.arguments_json,
    status: call.status,
    result_text: call.result_text,
    result_chars: call.result_chars,
    result_complete: call.result_text === null || [...call.result_text].length === call.result_chars,
    iteration: call.iteration,
    parent_call_id: call.parent_call_id,
    started_at: call.started_at,
    ended_at: call.ended_at,
    duration_ms: call.duration_ms,
  };
}

export function modelCallJson(call: ModelCallRow) {
  return {
    call_id: call.call_id,
    model: call.model,
    provider: call.provider,
    attempt: call.attempt,
    token_usage: tokenUsage(call),
    cost_usd: decimal(call.cost_usd),
    latency_ms: call.latency_ms,
    finish_reason: call.finish_reason,
    error_text: call.error_text,
    started_at: call.started_at,
    ended_at: call.ended_at,
  };
}
