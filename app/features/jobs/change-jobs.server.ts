import { transaction } from "~/data/postgres.server";
import { recordRun } from "~/data/queue/job-history.server";
import { cancelQueueJobs, retryQueueJobs } from "~/data/queue/queue-jobs.server";
import { AppError } from "~/lib/errors";
import { audit } from "~/platform/audit.server";
import { enqueue, type JobDefinition } from "~/platform/jobs.server";
import { requirePermission } from "~/platform/permissions";
import type { SessionUser } from "~/platform/session.server";

const NONE_LEFT = "These jobs run now or are no longer in the queue.";

/** Gives jobs all their attempts again, now. Returns how many; one that runs is left alone. */
export async function retryJobs(user: SessionUser, ids: readonly string[]): Promise<number> {
  requirePermission(user, "jobs:write");
  return transaction(async (sql) => {
    const jobs = await retryQueueJobs(sql, ids);
    if (jobs.length === 0) throw new AppError("conflict", NONE_LEFT);
    for (const { id, task } of jobs)
      await audit(sql, user, { action: "job.retried", target: { kind: "job", id, name: task } });
    return jobs.length;
  }, "owner");
}

/** Takes jobs out of the queue for good. */
export async function cancelJobs(user: SessionUser, ids: readonly string[]): Promise<number> {
  requirePermission(user, "jobs:write");
  return transaction(async (sql) => {
    const jobs = await cancelQueueJobs(sql, ids);
    if (jobs.length === 0) throw new AppError("conflict", NONE_LEFT);
    for (const { id, task, attempts, max_attempts: maxAttempts } of jobs) {
      const ended = { startedAt: new Date(), worker: user.name, error: `Cancelled by ${user.name}.` };
      await recordRun(
        { ...ended, jobId: id, task, key: null, outcome: "cancelled", attempt: attempts, maxAttempts },
        sql,
      );
      await audit(sql, user, { action: "job.cancelled", target: { kind: "job", id, name: task } });
    }
    return jobs.length;
  }, "owner");
}

/** Puts a planned kind of job into the queue now, beside its schedule. */
export async function runJobNow(user: SessionUser, definitions: readonly JobDefinition[], task: string) {
  requirePermission(user, "jobs:write");
  const definition = definitions.find(({ name, cron }) => name === task && cron !== undefined);
  if (!definition) throw new AppError("not_found", "There is no such planned job.");
  await transaction(async (sql) => {
    const attempts = definition.maxAttempts ? { maxAttempts: definition.maxAttempts } : {};
    const id = await enqueue(sql, task, {}, { key: `now:${task}`, ...attempts });
    await audit(sql, user, { action: "job.run_now", target: { kind: "job", id, name: task } });
  });
}
