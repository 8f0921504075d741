import { forgetPartitions } from "~/data/runtime/turn-partitions.server";
import { ModelCall, ToolCall, TurnStart, TurnUpdate } from "~/features/turns/ingest/ingest-schemas.server";
import { ingestTurns, type TurnItem } from "~/features/turns/ingest/ingest-turns.server";
import { testDatabase, type TestDatabase } from "../setup/database";

/** What a runtime says about turns, as its items; `ingest(...)` says it. */
export const start = (value: Record<string, unknown>): TurnItem => ({
  type: "turn.start",
  value: TurnStart.parse({ bot: "snark", ...value }),
});
export const update = (id: string, value: Record<string, unknown>): TurnItem => ({
  type: "turn.update",
  id,
  value: TurnUpdate.parse(value),
});
export const tool = (turnId: string, callId: string, value: Record<string, unknown>): TurnItem => ({
  type: "tool_call",
  turnId,
  callId,
  value: ToolCall.parse({ tool_name: "search", ...value }),
});
export const model = (turnId: string, callId: string, value: Record<string, unknown>): TurnItem => ({
  type: "llm_call",
  turnId,
  callId,
  value: ModelCall.parse({ model: "gpt-6", ...value }),
});

export async function ingest(...items: TurnItem[]) {
  const results = await ingestTurns({ source: "test", bots: null }, items);
  for (const result of results) if (result.error) throw result.error;
  return results;
}

/** A database in which nobody has made partitions yet. */
export async function turnDatabase(): Promise<TestDatabase> {
  forgetPartitions();
  return testDatabase();
}
