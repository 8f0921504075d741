import { pool } from "~/data/postgres.server";
import { listTurns } from "~/data/runtime/turn-list.server";
import type { TurnFilter } from "~/data/runtime/turn-filter";
import { requireTurn } from "./whole-turn.server";
import type { Candidate } from "./pick-turn";

const AT_ONCE = 15;

/** Turns that one may want to compare with: of the same session, else of the same bot, around the same time. */
export async function listCandidates(id: string): Promise<Candidate[]> {
  const row = await requireTurn(id);
  const at = Date.parse(row.created_at);
  const day = 24 * 3_600_000;
  const range = { from: new Date(at - 3 * day).toISOString(), to: new Date(at + day).toISOString() };
  const read = (only: TurnFilter["only"]) =>
    listTurns(pool("pages"), { ...range, only }, { sort: "started_at", descending: true }, null, AT_ONCE + 1);
  const lists = await Promise.all([
    row.session_id === null ? null : read({ session: [row.session_id] }),
    read({ bot: [row.bot_id] }),
  ]);
  const seen = new Set([id]);
  return lists
    .flatMap((page) => page?.rows ?? [])
    .filter((each) => !seen.has(each.id) && seen.add(each.id))
    .slice(0, AT_ONCE)
    .map(({ id: found, bot_id, status, created_at, prompt_preview, session_id }) => ({
      id: found,
      bot: bot_id,
      status,
      created_at,
      prompt_preview,
      is_same_session: session_id !== null && session_id === row.session_id,
    }));
}
