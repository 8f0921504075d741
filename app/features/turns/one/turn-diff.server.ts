import { pool } from "~/data/postgres.server";
import type { TurnRow } from "~/data/runtime/turn-state";
import { listToolTexts, readPayloadRest } from "~/data/runtime/turn-whole.server";
import { readableMessages } from "./readable-messages";
import { messagesText, settingsOf, toolsText, type DiffSide, type TurnDiff } from "./turn-diff";
import { readTurnParts, viewOf } from "./turn-view.server";
import { requireTurn } from "./whole-turn.server";

/** Each text is compared this far; two of five megabytes would hold the browser for a minute. */
const COMPARED_CHARS = 100_000;
const MOST_TOOLS = 200;
const ARGUMENT_CHARS = 2_000;

/** Two turns side by side: what they were given, what they did, what they said, and with which settings. */
export async function getTurnDiff(before: string, after: string): Promise<TurnDiff> {
  const [a, b] = await Promise.all([readSide(before), readSide(after)]);
  const [left, right] = [settingsOf(a.row, a.toldBy), settingsOf(b.row, b.toldBy)];
  const part = (id: keyof typeof a.texts, title: string) => ({
    id,
    title,
    before: a.texts[id].slice(0, COMPARED_CHARS),
    after: b.texts[id].slice(0, COMPARED_CHARS),
  });
  return {
    before: a.side,
    after: b.side,
    settings: left.map(([name, value], index) => ({ name, before: value, after: right[index]![1] })),
    parts: [
      part("prompt", "Prompt"),
      part("response", "Response"),
      part("tools", "Tool calls"),
      part("messages", "Prepared messages"),
    ],
    is_cut: a.isCut || b.isCut,
  };
}

async function readSide(id: string) {
  const row = await requireTurn(id);
  const [parts, rest, tools] = await Promise.all([
    readTurnParts(row, COMPARED_CHARS),
    readPayloadRest(pool("pages"), row, 0),
    row.tool_call_count > 0 ? listToolTexts(pool("pages"), row, MOST_TOOLS, ARGUMENT_CHARS) : [],
  ]);
  const view = viewOf(row, parts);
  const messages = rest?.request_messages ? readableMessages(rest.request_messages) : null;
  const given = new Map(tools.map((tool) => [tool.call_id, tool]));
  const texts = {
    prompt: view.prompt?.text ?? "",
    response: view.response?.text ?? "",
    messages: messages ? messagesText(messages.messages) : (rest?.request_messages ?? ""),
    tools: toolsText(
      parts.tools.slice(0, MOST_TOOLS).map((call) => ({
        name: call.tool_name,
        status: call.status,
        arguments: given.get(call.call_id)?.arguments?.text ?? "",
        result: given.get(call.call_id)?.result_text ?? "",
      })),
    ),
  };
  const heads = [view.prompt, view.response];
  const isCut =
    heads.some((head) => head !== null && head.chars > COMPARED_CHARS) ||
    texts.messages.length > COMPARED_CHARS ||
    texts.tools.length > COMPARED_CHARS;
  return { row, toldBy: view.told_by, side: sideOf(row, view.payload_expired), texts, isCut };
}

function sideOf(row: TurnRow, payload_expired: boolean): DiffSide {
  const { id, bot_id: bot, status, created_at, session_id } = row;
  return { id, bot, status, created_at, session_id, payload_expired };
}
