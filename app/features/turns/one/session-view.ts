import type { SessionBot, SessionRow, SessionTool, SessionTurnRow } from "~/data/runtime/session-turns.server";
import type { TextHead, TurnView } from "./turn-view";

/** A turn as one exchange of a conversation. */
export type SessionTurn = SessionTurnRow & {
  prompt: TextHead | null;
  response: TextHead | null;
  tools: SessionTool[];
  payload_expired: boolean;
};

export type SessionView = {
  session: SessionRow;
  /** Oldest first. */
  turns: SessionTurn[];
  /** Those that still go on, with what their streams go on from. */
  running: TurnView[];
  /** The address parameter of what came before; null at the beginning. */
  older: string | null;
  bots: SessionBot[];
  /** The sums cover only the newest turns. */
  is_sum_cut: boolean;
};

export const MOST_SUMMED = 5_000;

const GAP_MS = 30 * 60_000;

/** How long nothing happened before a turn, when it was long. */
export function gapBefore(turns: SessionTurn[], index: number): number | null {
  const before = turns[index - 1];
  const turn = turns[index];
  if (!before || !turn) return null;
  const gap = Date.parse(turn.created_at) - Date.parse(before.ended_at ?? before.created_at);
  return gap >= GAP_MS ? gap : null;
}

/** Pages of one conversation joined in order; of a turn that came twice the newer reading stays. */
export function joinTurns(older: SessionTurn[], newer: SessionTurn[]): SessionTurn[] {
  const known = new Set(newer.map((turn) => turn.id));
  return [...older.filter((turn) => !known.has(turn.id)), ...newer];
}
