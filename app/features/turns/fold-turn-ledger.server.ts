import { pool, transaction } from "~/data/postgres.server";
import { areMarginsBuilt, foldTurnLedger, rebuildTurnMargins, rebuildUsage } from "~/data/runtime/turn-margins.server";
import { isUsageBuilt } from "~/data/runtime/usage-fold.server";

/** Keeps the counts of turns and the sums of what they used up to date; the first time it counts all that is there. */
export async function keepTurnMargins(): Promise<void> {
  if (!(await areMarginsBuilt(pool("jobs")))) await recountTurns();
  if (!(await isUsageBuilt(pool("jobs")))) await transaction(rebuildUsage, "jobs");
  for (;;) {
    const folded = await transaction(foldTurnLedger, "jobs");
    if (!folded) return;
  }
}

/** Counts all turns anew, while they come and go. */
export async function recountTurns(): Promise<void> {
  await transaction(rebuildTurnMargins, "jobs");
}
