import { pool, transaction } from "~/data/postgres.server";
import {
  areMarginsBuilt,
  FOLDED_AT_ONCE,
  foldTurnLedger,
  rebuildTurnMargins,
  rebuildUsage,
} from "~/data/runtime/turn-margins.server";
import { isUsageBuilt } from "~/data/runtime/usage-fold.server";

/** Keeps the counts of turns and the sums of what they used up to date; the first time it counts all that is there. */
export async function keepTurnMargins(): Promise<void> {
  if (!(await areMarginsBuilt(pool("jobs")))) await recountTurns();
  if (!(await isUsageBuilt(pool("jobs")))) await transaction(rebuildUsage, "jobs");
  for (;;) {
    const folded = await transaction(foldTurnLedger, "jobs");
    // What came in meanwhile is for the next time: entries are folded at nearly the same price by one as by the thousand.
    if (folded === null || folded < FOLDED_AT_ONCE) return;
  }
}

/** Counts all turns anew, while they come and go. */
export async function recountTurns(): Promise<void> {
  await transaction(rebuildTurnMargins, "jobs");
}
