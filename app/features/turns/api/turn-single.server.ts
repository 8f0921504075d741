import type { ModelCallRow, ToolCallRow } from "~/data/runtime/turn-calls.server";
import { AppError } from "~/lib/errors";
import { ingestTogether } from "~/features/turns/ingest/ingest-together.server";
import type { ItemResult, Sender, TurnItem } from "~/features/turns/ingest/ingest-turns.server";
import type { WorkingTurn } from "~/features/turns/ingest/apply-to-turn";
import { directiveOf, modelCallJson, toolCallJson } from "./turn-json";

/** One item as a call of its own: refused means thrown. */
export async function ingestOne(
  sender: Sender,
  item: TurnItem,
): Promise<ItemResult & { turn: WorkingTurn; id: string }> {
  const [result] = await ingestTogether(sender, [item]);
  if (result?.error) throw result.error;
  if (!result?.turn || result.id === undefined) throw new AppError("internal", "The turn was not stored.");
  return { ...result, turn: result.turn, id: result.id };
}

/** A report of a tool call or model call, answered with the call as it is now. */
export async function ingestCall(sender: Sender, item: Extract<TurnItem, { callId: string }>) {
  const { call, turn } = await ingestOne(sender, item);
  if (!call) throw new AppError("internal", "The call was not stored.");
  return {
    turn_id: item.turnId,
    ...(item.type === "tool_call" ? toolCallJson(call as ToolCallRow) : modelCallJson(call as ModelCallRow)),
    ...directiveOf(turn.run),
  };
}
