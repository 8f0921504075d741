import type {
  AgentEvent,
  ModelCall,
  ToolCall,
  TurnStart,
  TurnUpdate,
} from "~/features/turns/ingest/ingest-schemas.server";
import type { Masker } from "./masks";

type Text = string | null | undefined;
const text = (masker: Masker, value: Text): Text => (value ? masker.text(value) : value);
const record = (masker: Masker, value: Record<string, unknown> | null | undefined) =>
  value ? (masker.json(value) as Record<string, unknown>) : value;

/** Texts and whatever has no form of its own are masked; names and ids are what lists are filtered by, and stay. */
export function maskStart(masker: Masker | null, start: TurnStart): TurnStart {
  if (!masker) return start;
  return {
    ...start,
    user_prompt: text(masker, start.user_prompt),
    request_messages: start.request_messages && (masker.json(start.request_messages) as unknown[]),
    metadata: record(masker, start.metadata),
  };
}

/** All of an update but the response, whose length the runtime counts by. */
export function maskUpdate(masker: Masker | null, update: TurnUpdate): TurnUpdate {
  if (!masker) return update;
  const masked = { ...update };
  if (update.reasoning_text !== undefined) masked.reasoning_text = masker.text(update.reasoning_text);
  if (update.error_text) masked.error_text = masker.text(update.error_text);
  if (update.metadata) masked.metadata = record(masker, update.metadata)!;
  return masked;
}

export function maskToolCall(masker: Masker | null, call: ToolCall): ToolCall {
  if (!masker) return call;
  const masked = { ...call };
  if (call.arguments !== undefined) masked.arguments = masker.json(call.arguments);
  if (call.result_text !== undefined) masked.result_text = text(masker, call.result_text);
  return masked;
}

export function maskModelCall(masker: Masker | null, call: ModelCall): ModelCall {
  if (!masker || !call.error_text) return call;
  return { ...call, error_text: masker.text(call.error_text) };
}

export function maskEvent(masker: Masker | null, event: AgentEvent): AgentEvent {
  if (!masker || event.payload === undefined) return event;
  return { ...event, payload: masker.json(event.payload) };
}
