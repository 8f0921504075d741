import { pool } from "~/data/postgres.server";
import { readMarks } from "~/data/runtime/turn-marks.server";
import { getTurnRow } from "~/data/runtime/turn-store.server";
import type { TurnRow } from "~/data/runtime/turn-state";
import {
  countErrors,
  listChildTurns,
  listToolTexts,
  listTurnEvents,
  readPayloadRest,
} from "~/data/runtime/turn-whole.server";
import { AppError } from "~/lib/errors";
import { readableMessages } from "./readable-messages";
import { MOST_SPANS, readTurnParts, viewOf } from "./turn-view.server";
import { MOST_ERRORS, type WholeTurn } from "./whole-turn";

/** Of each text the page shows this much at once; the rest has an address. */
const PAGE_CHARS = 60_000;
const ARGUMENT_CHARS = 4_000;
const MOST_CHILDREN = 20;
const MOST_EVENTS = 20;

/** A turn for its own page: one look for its row, and then everything else side by side. */
export async function getWholeTurn(id: string, userId: string): Promise<WholeTurn> {
  const sql = pool("pages");
  const row = await requireTurn(id);
  const [parts, rest, toolTexts, marks, children, errors, events] = await Promise.all([
    readTurnParts(row, PAGE_CHARS),
    readPayloadRest(sql, row, PAGE_CHARS),
    row.tool_call_count > 0 ? listToolTexts(sql, row, MOST_SPANS, ARGUMENT_CHARS) : [],
    readMarks(sql, row.id, userId),
    listChildTurns(sql, row, MOST_CHILDREN),
    row.error_fingerprint === null ? null : countErrors(sql, row.error_fingerprint, new Date(), MOST_ERRORS + 1),
    eventsOf(row),
  ]);
  const messages = rest?.request_messages ? readableMessages(rest.request_messages) : null;
  const texts = new Map(toolTexts.map((each) => [each.call_id, each]));
  return {
    view: viewOf(row, parts),
    messages: messages && { ...messages, chars: rest!.request_messages!.length },
    tools: parts.tools.slice(0, MOST_SPANS).map(({ call_id, iteration, result_chars, result_bytes }) => ({
      call_id,
      iteration,
      result_chars,
      result_bytes,
      arguments: texts.get(call_id)?.arguments ?? null,
      result: texts.get(call_id)?.result_text ?? null,
    })),
    models: parts.models.slice(0, MOST_SPANS),
    metadata: rest?.metadata ?? null,
    attributes: rest?.raw_attributes ?? null,
    ...marks,
    children,
    errors,
    events,
  };
}

export async function requireTurn(id: string): Promise<TurnRow> {
  const row = await getTurnRow(pool("pages"), id);
  if (!row)
    throw new AppError("not_found", `There is no turn ${id}. It may have been deleted, or its days may be over.`);
  return row;
}

async function eventsOf(row: TurnRow): Promise<WholeTurn["events"]> {
  const { agent_session_key } = row;
  if (agent_session_key === null) return null;
  const rows = await listTurnEvents(pool("pages"), { ...row, agent_session_key }, MOST_EVENTS + 1);
  return { rows: rows.slice(0, MOST_EVENTS), has_more: rows.length > MOST_EVENTS };
}
