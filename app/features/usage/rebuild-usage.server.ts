import { transaction } from "~/data/postgres.server";
import { rebuildUsage } from "~/data/runtime/turn-margins.server";
import { defineJob, type JobDefinition } from "~/platform/jobs.server";

/** Sums what all turns used anew from their rows, while turns come in. Answers how many were read. */
export async function rebuildAllUsage(): Promise<number> {
  return transaction(rebuildUsage, "jobs");
}

export const USAGE_JOBS: readonly JobDefinition[] = [
  defineJob({
    name: "usage.rebuild",
    title: "Sum all usage anew",
    run: async () => void (await rebuildAllUsage()),
  }),
];
