import { pool } from "~/data/postgres.server";
import { modelCalls, toolCalls } from "~/data/runtime/turn-calls.server";
import { getTurnRow } from "~/data/runtime/turn-store.server";
import { readPayload, readText } from "~/data/runtime/turn-texts.server";
import { AppError } from "~/lib/errors";
import { modelCallJson, toolCallJson, turnJson } from "./turn-json";

/** A whole turn, flat, as the machine interface answers it. Another key's bots are not there for this one. */
export async function getTurn(id: string, bots: string[] | null) {
  const sql = pool("pages");
  const found = await getTurnRow(sql, id);
  if (!found || (bots && !bots.includes(found.bot_id))) throw new AppError("not_found", `There is no turn ${id}.`);
  const isRunning = found.status === "streaming";
  const [payload, tools, models, response, reasoning] = await Promise.all([
    readPayload(sql, found),
    toolCalls.list(sql, found),
    modelCalls.list(sql, found),
    isRunning ? readText(sql, found, "response") : null,
    isRunning ? readText(sql, found, "reasoning") : null,
  ]);
  return {
    ...turnJson(found),
    trigger_message_id: found.trigger_message_id,
    parent_turn_id: found.parent_turn_id,
    agent_session_key: found.agent_session_key,
    agent_request_id: found.agent_request_id,
    animation: found.animation,
    content_context_id: found.content_context_id,
    reservation_key: found.reservation_key,
    stream: found.stream,
    error_text: payload?.error_text ?? found.error_text,
    user_prompt: payload?.user_prompt ?? null,
    request_messages: payload?.request_messages ?? null,
    response_text: response || payload?.response_text || null,
    reasoning_text: reasoning || payload?.reasoning_text || null,
    prompts: payload?.prompts ?? [],
    metadata: payload?.metadata ?? {},
    raw_attributes: payload?.raw_attributes ?? null,
    tool_calls: tools.map(toolCallJson),
    llm_calls: models.map(modelCallJson),
    content: [],
    payload_expired: payload === null,
  };
}
