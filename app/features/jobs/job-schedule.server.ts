import { listLastRuns, type JobRunRow } from "~/data/queue/job-history.server";
import { nextRun } from "~/platform/next-run.server";
import type { JobDefinition } from "~/platform/jobs.server";

export type ScheduleRow = {
  task: string;
  title: string;
  cron: string;
  nextAt: Date | null;
  last: Pick<JobRunRow, "endedAt" | "outcome" | "error" | "durationMs"> | null;
};

/** What runs by itself: when it did and when it will. */
export async function listSchedule(definitions: readonly JobDefinition[], now = new Date()): Promise<ScheduleRow[]> {
  const planned = definitions.flatMap((each) => (each.cron === undefined ? [] : [{ ...each, cron: each.cron }]));
  const runs = await listLastRuns(planned.map(({ name }) => name));
  return planned.map(({ name, title, cron }) => {
    const last = runs.find((run) => run.task === name) ?? null;
    return { task: name, title, cron, nextAt: nextRun(cron, now), last };
  });
}
