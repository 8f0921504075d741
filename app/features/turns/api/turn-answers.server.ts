import { z } from "zod";
import { STATUSES } from "~/features/turns/ingest/ingest-schemas.server";

/** What the machine interface answers about turns; the tests hold the real answers against these. */
const text = z.string().nullable();
const count = z.number().int().nullable();
const time = z.iso.datetime();

const TokenUsage = z
  .object({ input: count, output: count, cache_read: count, cache_write: count, reasoning: count })
  .nullable()
  .describe("Disjoint: input without cached tokens, output without reasoning.");
const Cost = z
  .string()
  .regex(/^\d+(\.\d+)?$/)
  .nullable();

export const TurnJson = z.strictObject({
  id: z.string(),
  bot: z.string(),
  user_id: text,
  session_id: text,
  model: text,
  provider: text,
  channel: text,
  environment: text,
  tags: z.array(z.string()),
  status: z.enum(STATUSES),
  end_reason: text,
  error_text: text,
  started_at: time,
  ended_at: time.nullable(),
  latency_ms: count,
  ttft_ms: count,
  token_usage: TokenUsage,
  cost_usd: Cost,
  tool_call_count: z.number().int(),
  prompt_preview: text,
  response_preview: text,
});

const directive = z.literal("stop").optional();
export const UpdatedTurn = TurnJson.extend({ directive });

const ToolCallJson = z.strictObject({
  call_id: z.string(),
  tool_name: z.string(),
  arguments: z.unknown(),
  status: z.enum(["running", "ok", "error", "interrupted"]),
  result_text: text.describe("Its beginning; the whole has an address of its own."),
  result_chars: count,
  result_complete: z.boolean(),
  iteration: count,
  parent_call_id: text,
  started_at: time,
  ended_at: time.nullable(),
  duration_ms: count,
});

const ModelCallJson = z.strictObject({
  call_id: z.string(),
  model: z.string(),
  provider: text,
  attempt: count,
  token_usage: TokenUsage,
  cost_usd: Cost,
  latency_ms: count,
  finish_reason: text,
  error_text: text,
  started_at: time,
  ended_at: time.nullable(),
});

export const TurnDetailJson = TurnJson.extend({
  trigger_message_id: text,
  parent_turn_id: text,
  agent_session_key: text,
  agent_request_id: text,
  animation: text,
  content_context_id: text,
  reservation_key: text,
  stream: z.boolean().nullable(),
  user_prompt: text,
  request_messages: z.array(z.unknown()).nullable(),
  response_text: text,
  reasoning_text: text,
  prompts: z.array(z.object({ key: z.string(), scope: z.string(), version: z.number().int() })),
  metadata: z.record(z.string(), z.unknown()),
  raw_attributes: z.unknown(),
  tool_calls: z.array(ToolCallJson),
  llm_calls: z.array(ModelCallJson),
  content: z.array(z.unknown()),
  payload_expired: z.boolean(),
});

export const StartedTurn = z.strictObject({ id: z.string(), status: z.enum(STATUSES), url: z.url() });
export const CallAnswer = z.union([
  ToolCallJson.extend({ turn_id: z.string(), directive }),
  ModelCallJson.extend({ turn_id: z.string(), directive }),
]);

export const EventJson = z.strictObject({
  id: z.string(),
  session_key: z.string(),
  run_id: text,
  kind: z.string(),
  seq: count,
  created_at: time,
  source: z.string(),
  payload: z.unknown(),
});

export const ItemAnswers = z.strictObject({
  results: z.array(
    z.strictObject({
      index: z.number().int(),
      status: z.number().int().describe("What the single call would answer."),
      id: z.string().optional(),
      error: z
        .strictObject({ code: z.string(), message: z.string(), details: z.record(z.string(), z.unknown()).optional() })
        .optional(),
    }),
  ),
});

const gone = z.number().int();
export const Receipt = z.strictObject({
  deleted: z.strictObject({
    turns: gone,
    payloads: gone,
    tool_calls: gone,
    tool_results: gone,
    llm_calls: gone,
    notes: gone,
    bookmarks: gone,
    sessions: gone,
    events: gone,
  }),
});

export function ListOf<Row extends z.ZodType>(row: Row) {
  return z.strictObject({ data: z.array(row), next_cursor: z.string().nullable() });
}
