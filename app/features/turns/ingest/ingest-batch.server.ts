import { z } from "zod";
import { insertEvents } from "~/data/runtime/agent-events.server";
import { ensureEventPartitions } from "~/data/runtime/turn-partitions.server";
import { pool, transaction } from "~/data/postgres.server";
import { AppError } from "~/lib/errors";
import { eventKey } from "./event-key";
import {
  type AgentEvent,
  INGEST_ITEMS,
  type ModelCall,
  type ToolCall,
  type TurnStart,
  type TurnUpdate,
} from "./ingest-schemas.server";
import { maskEvent } from "~/features/turns/masking/mask-items";
import { doorRules } from "./door-rules.server";
import { throughIngestGate } from "./ingest-gate.server";
import { ingestTogether } from "./ingest-together.server";
import type { ItemResult, Sender, TurnItem } from "./ingest-turns.server";

export const MAX_ITEMS = 1_000;
export const Batch = z.object({ items: z.array(z.unknown()) });
export const Events = z.object({ events: z.array(z.unknown()) });

/** Kinds that are pieces of a text: without a number, two equal ones could not be told from one sent twice. */
const NUMBERED_KINDS = new Set(["assistant_delta", "reasoning_delta"]);

export type BatchAnswer = {
  index: number;
  status: number;
  id?: string;
  error?: { code: string; message: string; details?: Record<string, unknown> };
};

function toError(error: AppError): NonNullable<BatchAnswer["error"]> {
  return { code: error.code, message: error.message, ...(error.details && { details: error.details }) };
}

type Parsed = { item: TurnItem } | { event: AgentEvent } | { error: AppError };

function parseItem(input: unknown): Parsed {
  const type = typeof input === "object" && input !== null ? (input as { type?: unknown }).type : undefined;
  if (typeof type !== "string" || !Object.hasOwn(INGEST_ITEMS, type))
    return { error: new AppError("invalid", `type: must be one of ${Object.keys(INGEST_ITEMS).join(", ")}`) };
  const parsed = INGEST_ITEMS[type as keyof typeof INGEST_ITEMS].safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return {
      error: new AppError("invalid", `${issue?.path.join(".") || "item"}: ${issue?.message ?? "is not valid"}`),
    };
  }
  const value = parsed.data;
  switch (type) {
    case "turn.start":
      return { item: { type, value: value as TurnStart } };
    case "turn.update":
      return { item: { type, id: (value as { id: string }).id, value: value as TurnUpdate } };
    case "tool_call":
    case "llm_call": {
      const { turn_id: turnId, call_id: callId } = value as { turn_id: string; call_id: string };
      return { item: { type, turnId, callId, value: value as ToolCall | ModelCall } };
    }
    default:
      return { event: value as AgentEvent };
  }
}

/** Applies a batch; each item is answered as its single call would be. */
export async function ingestBatch(sender: Sender, items: unknown[]): Promise<BatchAnswer[]> {
  const parsed = items.map(parseItem);
  const turnItems = parsed.flatMap((each, index) => ("item" in each ? [{ index, item: each.item }] : []));
  const eventItems = parsed.flatMap((each, index) => ("event" in each ? [{ index, event: each.event }] : []));
  const answers: BatchAnswer[] = parsed.map((each, index) =>
    "error" in each ? { index, status: each.error.status, error: toError(each.error) } : { index, status: 500 },
  );
  if (turnItems.length > 0) {
    const results = await ingestTogether(
      sender,
      turnItems.map(({ item }) => item),
    );
    for (const [i, result] of results.entries()) answers[turnItems[i]!.index] = answerOf(turnItems[i]!.index, result);
  }
  if (eventItems.length > 0) {
    const results = await throughIngestGate(() =>
      ingestEvents(
        sender,
        eventItems.map(({ event }) => event),
      ),
    );
    for (const [i, error] of results.entries()) {
      const { index } = eventItems[i]!;
      answers[index] = error ? { index, status: error.status, error: toError(error) } : { index, status: 200 };
    }
  }
  return answers;
}

function answerOf(index: number, result: ItemResult): BatchAnswer {
  return {
    index,
    status: result.status,
    ...(result.id !== undefined && { id: result.id }),
    ...(result.error && { error: toError(result.error) }),
  };
}

/** Archives events, each once. Answers per event why it was refused, or null. */
export async function ingestEvents(sender: Sender, events: AgentEvent[]): Promise<(AppError | null)[]> {
  const now = Date.now();
  const { retention, masks } = await doorRules();
  // An event does not say whose it is: the rules of every bot that its sender may speak for hold.
  const masker = masks.forBots(sender.bots);
  const refused = events.map((event) => {
    const at = event.created_at ? Date.parse(event.created_at) : now;
    if (NUMBERED_KINDS.has(event.kind) && event.seq == null)
      return new AppError("invalid", `seq: is required for ${event.kind}`);
    if (at > now + 24 * 3_600_000)
      return new AppError("invalid", "created_at: is more than a day ahead; check the sender's clock");
    if (at < now - retention.rowsMs) return new AppError("invalid", "created_at: is older than events are kept");
    return null;
  });
  const accepted = events
    .filter((_, index) => refused[index] === null)
    // The key is that of the event as it was sent: its sender makes the same one.
    .map((event) => ({ ...maskEvent(masker, event), key: eventKey(event) }))
    .map((event) => ({
      key: event.key,
      created_at: event.created_at ?? new Date(now).toISOString(),
      session_key: event.session_key,
      run_id: event.run_id ?? null,
      kind: event.kind,
      seq: event.seq ?? null,
      payload: event.payload ?? null,
    }));
  await ensureEventPartitions(
    pool("ingest"),
    accepted.map((event) => new Date(event.created_at)),
  );
  await transaction(
    (sql) => insertEvents(sql, sender.source, accepted, masker && ((text) => masker.text(text))),
    "ingest",
  );
  return refused;
}
