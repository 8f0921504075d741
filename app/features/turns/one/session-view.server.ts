import { pool } from "~/data/postgres.server";
import {
  findSession,
  listSessionTools,
  listSessionTurns,
  readSpokenTexts,
  sumSession,
  type SessionTool,
} from "~/data/runtime/session-turns.server";
import { AppError } from "~/lib/errors";
import { decodeCursor, encodeCursor } from "~/lib/cursor";
import { MOST_SUMMED, type SessionView } from "./session-view";
import type { TurnView } from "./turn-view";
import { getTurnView } from "./turn-view.server";

const ORDER = "session";
const AT_ONCE = 30;
/** Each holds a stream of its own. */
const MOST_RUNNING = 3;
const CHARS = { prompt: 4_000, response: 6_000 };
const MOST_TOOLS = 1_000;

/** A session as a conversation: its newest turns, or those before a position. */
export async function getSession(id: string, before: string | null): Promise<SessionView> {
  const sql = pool("pages");
  const [session, rows, bots] = await Promise.all([
    findSession(sql, id),
    listSessionTurns(sql, id, readPosition(before), AT_ONCE + 1),
    sumSession(sql, id, MOST_SUMMED),
  ]);
  if (!session)
    throw new AppError(
      "not_found",
      `There is no session ${id}. No turn has named it, or all of its turns were deleted.`,
    );
  const shown = rows.slice(0, AT_ONCE).reverse();
  const running = shown.filter((row) => row.status === "streaming").slice(-MOST_RUNNING);
  const [texts, tools, views] = await Promise.all([
    readSpokenTexts(sql, shown, CHARS),
    listSessionTools(
      sql,
      shown.filter((row) => row.tool_call_count > 0),
      MOST_TOOLS,
    ),
    Promise.all(running.map((row) => getTurnView(row.id))),
  ]);
  const byTurn = new Map<string, SessionTool[]>();
  for (const tool of tools) byTurn.set(tool.turn_id, [...(byTurn.get(tool.turn_id) ?? []), tool]);
  const first = shown[0];
  return {
    session,
    turns: shown.map((row) => ({
      ...row,
      prompt: texts.get(row.id)?.prompt ?? null,
      response: texts.get(row.id)?.response ?? null,
      tools: byTurn.get(row.id) ?? [],
      payload_expired: !texts.has(row.id),
    })),
    older: rows.length > AT_ONCE && first ? encodeCursor(ORDER, [first.created_at, first.id]) : null,
    running: views.filter((view): view is TurnView => view !== null),
    bots,
    is_sum_cut: bots.reduce((sum, bot) => sum + bot.turns, 0) >= MOST_SUMMED,
  };
}

/** A position that is none falls away: an old bookmark still opens, at the end. */
function readPosition(text: string | null): { created_at: string; id: string } | null {
  const [created_at, id] = decodeCursor(ORDER, text, 2) ?? [];
  return created_at === undefined || id === undefined || Number.isNaN(Date.parse(created_at))
    ? null
    : { created_at, id };
}
