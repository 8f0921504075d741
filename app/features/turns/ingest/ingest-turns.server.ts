import { modelCalls, toolCalls, type ModelCallRow, type ToolCallRow } from "~/data/runtime/turn-calls.server";
import type { BotPause } from "~/data/runtime/bot-pauses.server";
import { readSentChars } from "~/data/runtime/turn-texts.server";
import { ensureTurnPartitions } from "~/data/runtime/turn-partitions.server";
import { claimTurnKeys, type NewKey } from "~/data/runtime/turn-store.server";
import { pool, transaction } from "~/data/postgres.server";
import { AppError } from "~/lib/errors";
import { uuid } from "~/lib/uuid.server";
import { mergeModelCall, mergeToolCall } from "./apply-to-call";
import { applyUpdate, copyTurn, newTurn, type WorkingTurn } from "./apply-to-turn";
import type { ModelCall, ToolCall, TurnStart, TurnUpdate } from "./ingest-schemas.server";
import { doorRules, pauseFor, type DoorRules, type Retention } from "./door-rules.server";
import { maskModelCall, maskStart, maskToolCall, maskUpdate } from "~/features/turns/masking/mask-items";
import { callKey, TurnBatch } from "./turn-batch.server";

/** Who sends: an API key, or whatever else speaks for a runtime. */
export type Sender = { source: string; bots: string[] | null };

export type TurnItem =
  | { type: "turn.start"; value: TurnStart }
  | { type: "turn.update"; id: string; value: TurnUpdate }
  | { type: "tool_call" | "llm_call"; turnId: string; callId: string; value: ToolCall | ModelCall };

export type ItemResult = {
  status: number;
  id?: string;
  turn?: WorkingTurn;
  call?: ToolCallRow | ModelCallRow;
  error?: AppError;
};

const MAX_AHEAD_MS = 24 * 3_600_000;

/**
 * Applies items in order, in one transaction: what is answered has been committed. An item that is refused changes
 * nothing and harms no other.
 */
export function ingestTurns(sender: Sender, items: TurnItem[], given?: Retention): Promise<ItemResult[]> {
  return ingestSentTurns(
    items.map((item) => ({ sender, item })),
    given,
  );
}

/** An item and who sends it: one transaction may take what several have sent. */
export type SentItem = { sender: Sender; item: TurnItem };

export async function ingestSentTurns(sent: SentItem[], given?: Retention): Promise<ItemResult[]> {
  const now = new Date();
  const rules = await doorRules();
  const retention = given ?? rules.retention;
  const items = sent.map(({ item }) => item);
  const starts = sent.map(({ sender, item }) => planStart(item, sender, now, retention));
  const keys = starts.filter((start): start is NewKey => start !== null && !(start instanceof AppError));
  await ensureTurnPartitions(
    pool("ingest"),
    keys.map((key) => new Date(key.created_at)),
    now,
    retention.payloadsMs,
  );
  return transaction(async (sql) => {
    const batch = new TurnBatch(sql, now, rules.masks);
    await load(batch, items, starts, rules);
    const results: ItemResult[] = [];
    for (const [index, each] of sent.entries())
      results.push(await applyOrRefuse(batch, each, starts[index] ?? null, rules, results));
    await batch.write(retention.payloadsMs);
    return results;
  }, "ingest");
}

function requireBot(sender: Sender, bot: string): void {
  if (sender.bots && !sender.bots.includes(bot)) throw new AppError("forbidden", `This key is not for the bot ${bot}.`);
}

/** The key of a turn to be, or why it cannot be. Null for an item that starts nothing. */
function planStart(item: TurnItem, sender: Sender, now: Date, retention: Retention): NewKey | AppError | null {
  if (item.type !== "turn.start") return null;
  const { bot, id, started_at } = item.value;
  if (sender.bots && !sender.bots.includes(bot))
    return new AppError("forbidden", `This key is not for the bot ${bot}.`);
  const at = started_at ? new Date(started_at) : now;
  if (at.getTime() > now.getTime() + MAX_AHEAD_MS)
    return new AppError("invalid", "started_at is more than a day ahead: check the sender's clock.", {
      fields: { started_at: "is in the future" },
    });
  if (at.getTime() < now.getTime() - retention.rowsMs)
    return new AppError("invalid", "started_at is older than turns are kept.", {
      fields: { started_at: "is too old" },
    });
  return { id: id ?? uuid(now.getTime()), created_at: at.toISOString(), source: sender.source };
}

async function load(
  batch: TurnBatch,
  items: TurnItem[],
  starts: (NewKey | AppError | null)[],
  rules: DoorRules,
): Promise<void> {
  const first = new Map<string, NewKey>();
  const ids = new Set<string>();
  for (const [index, key] of starts.entries()) {
    const item = items[index]!;
    if (key === null || key instanceof AppError || item.type !== "turn.start") continue;
    ids.add(key.id);
    // A paused bot takes no new id; a turn that is there may still be named again.
    if (pauseFor(rules, item.value.bot, new Date(key.created_at))) continue;
    if (!first.has(key.id)) first.set(key.id, key);
  }
  const claimed = await claimTurnKeys(batch.sql, [...first.values()]);
  for (const id of claimed) batch.claimed.add(id);
  for (const item of items)
    if (item.type !== "turn.start") ids.add(item.type === "turn.update" ? item.id : item.turnId);
  await batch.load([...ids].filter((id) => !claimed.has(id)));
  const calls = (type: TurnItem["type"]) =>
    items.flatMap((item) => {
      if (item.type !== type || !("callId" in item)) return [];
      const turn = batch.turns.get(item.turnId);
      return turn ? [{ turn_created_at: turn.row.created_at, turn_id: item.turnId, call_id: item.callId }] : [];
    });
  for (const [key, row] of await toolCalls.find(batch.sql, calls("tool_call"))) batch.tools.set(key, row);
  for (const [key, row] of await modelCalls.find(batch.sql, calls("llm_call"))) batch.models.set(key, row);
}

async function applyOrRefuse(
  batch: TurnBatch,
  { sender, item }: SentItem,
  start: NewKey | AppError | null,
  rules: DoorRules,
  earlier: ItemResult[],
): Promise<ItemResult> {
  const id =
    item.type === "turn.start" ? (start as NewKey | AppError) : item.type === "turn.update" ? item.id : item.turnId;
  if (id instanceof AppError) return { status: id.status, error: id };
  const turnId = typeof id === "string" ? id : id.id;
  const known = batch.turns.get(turnId);
  const before = known && copyTurn(known);
  // What was answered to others tells of the turn as it was then.
  if (known) for (const result of earlier) if (result.turn === known) result.turn = before;
  try {
    if (item.type === "turn.start") return applyStart(batch, sender, item.value, start as NewKey, rules);
    return await applyToKnown(batch, findTurn(batch, sender, turnId), item);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (before) batch.turns.set(turnId, before);
    return { status: error.status, id: "callId" in item ? item.callId : turnId, error };
  }
}

/** A turn of this sender; one of another source is not there for it. */
function findTurn(batch: TurnBatch, sender: Sender, id: string): WorkingTurn {
  const turn = batch.turns.get(id);
  if (!turn || turn.row.source !== sender.source) throw new AppError("not_found", `There is no turn ${id}.`);
  requireBot(sender, turn.row.bot_id);
  return turn;
}

function applyStart(batch: TurnBatch, sender: Sender, value: TurnStart, key: NewKey, rules: DoorRules): ItemResult {
  const found = batch.turns.get(key.id);
  if (!found) {
    const pause = pauseFor(rules, value.bot, new Date(key.created_at));
    if (pause) throw botPaused(value.bot, pause);
    // A key without a row: its day is being dropped at this moment.
    if (!batch.claimed.has(key.id)) throw new AppError("conflict", `The id ${key.id} was used before.`);
    const turn = newTurn(maskStart(batch.masks.forBot(value.bot), value), key.id, key.created_at, key.source);
    batch.turns.set(key.id, turn);
    batch.touch(turn, "start");
    return { status: 201, id: key.id, turn };
  }
  if (found.row.source !== sender.source)
    throw new AppError("conflict", `The id ${key.id} belongs to a turn of another source.`);
  requireBot(sender, found.row.bot_id);
  // Repeating a start changes nothing but the lease.
  if (!found.isNew) batch.touch(found, "text");
  return { status: 200, id: key.id, turn: found };
}

function botPaused(bot: string, pause: BotPause): AppError {
  const who = pause.bot_id === bot ? `${bot} is` : "All bots are";
  return new AppError("conflict", `${who} paused; this turn was not started.`, {
    reason: "bot_paused",
    paused_at: pause.paused_at,
    ...(pause.reason && { why: pause.reason }),
  });
}

async function applyToKnown(
  batch: TurnBatch,
  turn: WorkingTurn,
  item: Exclude<TurnItem, { type: "turn.start" }>,
): Promise<ItemResult> {
  const masker = batch.masks.forBot(turn.row.bot_id);
  if (item.type === "turn.update") {
    const readText = (kind: "response" | "reasoning") => batch.readText(turn, kind);
    const readSent = () => readSentChars(batch.sql, turn.row);
    await applyUpdate(turn, maskUpdate(masker, item.value), batch.now, readText, { masker, readSent });
    batch.touch(turn, turn.ended ? "end" : turn.rowChanged ? "update" : "text");
    return { status: 200, id: item.id, turn };
  }
  const key = callKey(item.turnId, item.callId);
  let call: ToolCallRow | ModelCallRow;
  if (item.type === "tool_call") {
    const known = batch.tools.get(key);
    if (!known) turn.row.tool_call_count++;
    const { row, result } = mergeToolCall(
      known,
      turn.row,
      item.callId,
      maskToolCall(masker, item.value as ToolCall),
      batch.now,
    );
    call = row;
    batch.tools.set(key, row);
    batch.touchedTools.add(key);
    if (result !== undefined) batch.results.set(key, result);
    if (!known) turn.rowChanged = true;
  } else {
    const known = batch.models.get(key);
    if (!known) turn.row.llm_call_count++;
    const row = mergeModelCall(known, turn.row, item.callId, maskModelCall(masker, item.value as ModelCall), batch.now);
    call = row;
    batch.models.set(key, row);
    batch.touchedModels.add(key);
    if (!known) turn.rowChanged = true;
  }
  batch.touch(turn, "tool");
  return { status: 200, id: item.callId, turn, call };
}
