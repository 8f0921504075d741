import { pool, transaction } from "~/data/postgres.server";
import { areMarginsBuilt, foldTurnLedger, rebuildTurnMargins } from "~/data/runtime/turn-margins.server";

/** Keeps the counts of the turn list up to date; the first time it counts all that is there. */
export async function keepTurnMargins(): Promise<void> {
  if (!(await areMarginsBuilt(pool("jobs")))) await recountTurns();
  for (;;) {
    const folded = await transaction(foldTurnLedger, "jobs");
    if (!folded) return;
  }
}

/** Counts all turns anew, while they come and go. */
export async function recountTurns(): Promise<void> {
  await transaction(rebuildTurnMargins, "jobs");
}
