import { z } from "zod";
import { storable } from "./storable";

/** Deeper than this neither we nor Postgres can walk safely. */
const MAX_DEPTH = 200;

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(inner, levels - 1));
}

function storableJson(value: unknown): unknown {
  if (typeof value === "string") return storable(value);
  if (Array.isArray(value)) return value.map(storableJson);
  if (value && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [storable(key), storableJson(inner)]));
  return value;
}

/** An id or a bot's name, as it may come from a runtime. */
export const Id = z.string().regex(/^[A-Za-z0-9._:-]{1,128}$/, "must match [A-Za-z0-9._:-]{1,128}");
const name = z.string().max(256).transform(storable);
const filledName = z.string().min(1).max(256).transform(storable);
const text = z.string().transform(storable);
/** In UTC afterwards: Postgres knows fewer offsets than ISO allows, and no year 0. */
export const Time = z.iso
  .datetime({ offset: true, message: "must be a time like 2026-11-20T14:00:00Z" })
  .refine((value) => !value.startsWith("0000"), "must be after the year 0")
  .transform((value) => (value.endsWith("Z") ? value : new Date(value).toISOString()));
const time = Time;
const count = z.number().int().min(0).max(2_147_483_647);
const json = z
  .unknown()
  .refine((value) => !isDeeperThan(value, MAX_DEPTH), `is nested deeper than ${MAX_DEPTH} levels`)
  .transform(storableJson);
const tags = z.array(z.string().min(1).max(128).transform(storable)).max(64);
const metadata = z
  .record(z.string(), z.unknown())
  .refine((value) => !isDeeperThan(value, MAX_DEPTH), `is nested deeper than ${MAX_DEPTH} levels`)
  .transform((value) => storableJson(value) as Record<string, unknown>);

/** Money goes in as a string or a number, and on as a decimal string. */
const Money = z
  .union(
    [z.string().regex(/^\d{1,9}(\.\d{1,30})?(e-\d{1,2})?$/i), z.number().min(0)],
    'must be an amount such as "0.0213"',
  )
  .refine((value) => Number(value) < 999_999_999, "is more than can be stored")
  // Programs print small numbers with an exponent.
  .transform((value) => (/^[\d.]+$/.test(String(value)) ? String(value) : Number(value).toFixed(9)));

/** Five of them fit into one integer. */
const tokens = z.number().int().min(0).max(400_000_000);
const Tokens = z
  .object({ input: tokens, output: tokens, cache_read: tokens, cache_write: tokens, reasoning: tokens })
  .partial();

export const STATUSES = ["streaming", "ok", "error", "timeout", "aborted", "interrupted"] as const;

export const TurnStart = z.object({
  id: Id.optional(),
  bot: Id,
  user_id: name.nullish(),
  session_id: Id.nullish(),
  model: name.nullish(),
  provider: name.nullish(),
  channel: name.nullish(),
  environment: name.nullish(),
  tags: tags.optional(),
  stream: z.boolean().nullish(),
  user_prompt: text.nullish(),
  request_messages: z.array(json).nullish(),
  trigger_message_id: name.nullish(),
  parent_turn_id: Id.nullish(),
  agent_session_key: name.nullish(),
  agent_request_id: name.nullish(),
  prompts: z
    .array(z.object({ key: name, scope: name.default("global"), version: count }))
    .max(64)
    .nullish(),
  content_context_id: Id.nullish(),
  reservation_key: name.nullish(),
  started_at: time.nullish(),
  lease_s: z.number().int().min(5).max(86_400).default(600),
  metadata: metadata.nullish(),
});
export type TurnStart = z.infer<typeof TurnStart>;

export const TurnUpdate = z
  .object({
    response_append: text,
    response_offset: count,
    response_text: text,
    reasoning_text: text,
    status: z.enum(STATUSES),
    end_reason: name.nullable(),
    error_text: text.nullable(),
    model: name.nullable(),
    ttft_ms: count.nullable(),
    latency_ms: count.nullable(),
    ended_at: time.nullable(),
    animation: name.nullable(),
    token_usage: Tokens,
    cost_usd: Money.nullable(),
    tags,
    metadata,
  })
  .partial()
  .refine((patch) => patch.response_append === undefined || patch.response_text === undefined, {
    message: "send response_append or response_text, not both",
    path: ["response_append"],
  })
  .refine((patch) => patch.response_offset === undefined || patch.response_append !== undefined, {
    message: "response_offset belongs to response_append",
    path: ["response_offset"],
  });
export type TurnUpdate = z.infer<typeof TurnUpdate>;

export const ToolCall = z.object({
  tool_name: filledName,
  arguments: json.optional(),
  result_text: text.nullish(),
  status: z.enum(["running", "ok", "error"]).optional(),
  iteration: count.nullish(),
  parent_call_id: Id.nullish(),
  started_at: time.nullish(),
  ended_at: time.nullish(),
});
export type ToolCall = z.infer<typeof ToolCall>;

export const ModelCall = z.object({
  model: filledName,
  provider: name.nullish(),
  attempt: count.nullish(),
  token_usage: Tokens.optional(),
  cost_usd: Money.nullish(),
  latency_ms: count.nullish(),
  finish_reason: name.nullish(),
  error_text: text.nullish(),
  started_at: time.nullish(),
  ended_at: time.nullish(),
});
export type ModelCall = z.infer<typeof ModelCall>;

export const AgentEvent = z.object({
  session_key: filledName,
  run_id: name.nullish(),
  kind: filledName,
  seq: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).nullish(),
  created_at: time.nullish(),
  payload: json.optional(),
});
export type AgentEvent = z.infer<typeof AgentEvent>;

/** One item of a batch: what the single calls take, with the ids that stand in their addresses. */
export const INGEST_ITEMS = {
  "turn.start": TurnStart,
  "turn.update": z.intersection(z.object({ id: Id }), TurnUpdate),
  tool_call: ToolCall.extend({ turn_id: Id, call_id: Id }),
  llm_call: ModelCall.extend({ turn_id: Id, call_id: Id }),
  event: AgentEvent,
} as const;
