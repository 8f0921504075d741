import type { TurnListRow } from "~/data/runtime/turn-list.server";

/** A turn that went well, for tests and stories. */
export function aTurnRow(change: Partial<TurnListRow> = {}): TurnListRow {
  return {
    id: "turn",
    created_at: "2026-11-20T12:00:00.000000Z",
    ended_at: "2026-11-20T12:00:02.000000Z",
    bot_id: "snark",
    user_id: null,
    session_id: null,
    model: null,
    provider: null,
    channel: null,
    environment: null,
    parent_turn_id: null,
    tags: [],
    status: "ok",
    end_reason: null,
    error_text: null,
    error_fingerprint: null,
    latency_ms: 2_000,
    ttft_ms: null,
    input_tokens: null,
    output_tokens: null,
    cache_read_tokens: null,
    cache_write_tokens: null,
    reasoning_tokens: null,
    total_tokens: null,
    cost_usd: null,
    tool_call_count: 0,
    prompt_preview: null,
    response_preview: null,
    ...change,
  };
}
