import { pool } from "~/data/postgres.server";
import { listTurns } from "~/data/runtime/turn-list.server";
import { countRunningTurns } from "~/data/runtime/turn-now.server";
import { countTurns } from "./turn-query.server";

const DAY_MS = 24 * 3_600_000;
const FAILED = ["error", "timeout"];
const SHOWN = 6;

/** The bots in figures: what runs now, and how the last 24 hours went. */
export async function getTurnFigures(now = Date.now()) {
  const filter = { from: new Date(now - DAY_MS).toISOString(), to: new Date(now + DAY_MS).toISOString() };
  const failed = { ...filter, only: { status: FAILED } };
  const newest = { sort: "started_at", descending: true } as const;
  const [running, all, failures, { rows }] = await Promise.all([
    countRunningTurns(pool("pages")),
    countTurns({ ...newest, filter, q: null }),
    countTurns({ ...newest, filter: failed, q: null }),
    listTurns(pool("pages"), failed, newest, null, SHOWN),
  ]);
  return {
    running,
    day: all.count,
    isMore: all.isMore,
    failed: failures.count,
    lastFailures: rows.map(({ id, bot_id, created_at, error_text, end_reason, status }) => ({
      ...{ id, bot: bot_id, at: created_at, text: error_text ?? end_reason ?? status },
    })),
  };
}
