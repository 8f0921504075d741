import type { StoredTurn } from "~/data/runtime/turn-store.server";
import type { Sql } from "~/data/postgres.server";
import { mergeModelCall, mergeToolCall } from "~/features/turns/ingest/apply-to-call";
import { applyUpdate, newTurn } from "~/features/turns/ingest/apply-to-turn";
import type { DoorRules } from "~/features/turns/ingest/door-rules.server";
import { ModelCall, ToolCall, TurnStart, TurnUpdate } from "~/features/turns/ingest/ingest-schemas.server";
import type { Sender } from "~/features/turns/ingest/ingest-turns.server";
import { callKey, TurnBatch } from "~/features/turns/ingest/turn-batch.server";
import { packSpans } from "./otlp-span";
import type { TraceTurn } from "./trace-turns";

export type TurnToWrite = { id: string; bot: string; turn: TraceTurn; before: StoredTurn | null };
type Work = { sender: Sender; writes: readonly TurnToWrite[]; rules: DoorRules; now: Date };

/** Writes turns whole, each as if all of it had come in one request. Their spans were masked when they came in. */
export async function writeTraceTurns(sql: Sql, { sender, writes, rules, now }: Work): Promise<void> {
  const batch = new TurnBatch(sql, now);
  for (const { id, bot, turn, before } of writes) {
    // The schemas hold what the columns hold; a trace says what it likes.
    const working = newTurn(TurnStart.parse({ ...turn.start, bot }), id, turn.created_at, sender.source);
    working.payload.raw_attributes = packSpans(turn.spans);
    batch.turns.set(id, working);
    for (const { call_id, call } of turn.models) {
      const row = mergeModelCall(undefined, working.row, call_id, ModelCall.parse(call), now);
      working.row.llm_call_count++;
      batch.models.set(callKey(id, call_id), row);
      batch.touchedModels.add(callKey(id, call_id));
    }
    for (const { call_id, call } of turn.tools) {
      const { row, result } = mergeToolCall(undefined, working.row, call_id, ToolCall.parse(call), now);
      working.row.tool_call_count++;
      batch.tools.set(callKey(id, call_id), row);
      batch.touchedTools.add(callKey(id, call_id));
      if (result !== undefined) batch.results.set(callKey(id, call_id), result);
    }
    await applyUpdate(working, TurnUpdate.parse(turn.end), now, () => Promise.resolve(""));
    if (working.run && turn.silent) {
      working.run.silent_status = turn.silent.status;
      working.run.silent_ended_at = turn.silent.ended_at;
    }
    batch.touch(working, working.ended ? "end" : before ? "update" : "start");
  }
  await batch.write(rules.retention.payloadsMs);
}
