import { pool } from "~/data/postgres.server";
import { uuid } from "~/lib/uuid.server";

export type JobOutcome = "done" | "retried" | "failed" | "stopped" | "cancelled";

export type EndedRun = {
  jobId: string;
  task: string;
  key: string | null;
  outcome: JobOutcome;
  attempt: number;
  maxAttempts: number;
  startedAt: Date;
  error?: string;
  worker: string;
};

export async function recordRun(run: EndedRun): Promise<void> {
  const ended = new Date();
  await pool("jobs").query(
    `insert into console.job_history
       (id, job_id, task, key, outcome, attempt, max_attempts, started_at, ended_at, duration_ms, error, worker)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      uuid(),
      run.jobId,
      run.task,
      run.key,
      run.outcome,
      run.attempt,
      run.maxAttempts,
      run.startedAt,
      ended,
      ended.getTime() - run.startedAt.getTime(),
      run.error ?? null,
      run.worker,
    ],
  );
}

/** Forgets runs: good ones after `doneDays`, the others after `otherDays`. */
export async function pruneRuns({ doneDays, otherDays }: { doneDays: number; otherDays: number }): Promise<number> {
  const { rowCount } = await pool("jobs").query(
    `delete from console.job_history where ended_at < now() - make_interval(days =>
       case when outcome = 'done' then $1::int else $2::int end)`,
    [doneDays, otherDays],
  );
  return rowCount ?? 0;
}
