import { pool } from "~/data/postgres.server";

/** A worker that was silent for this long is taken for dead. Its beat is a fifth of that. */
export const SILENT_AFTER_S = 50;
export const BEAT_MS = 10_000;

/** Says that these workers are alive. */
export async function beat(workerIds: string[], process: string): Promise<void> {
  await pool("jobs").query(
    `insert into console.job_workers (id, process) select unnest($1::text[]), $2
     on conflict (id) do update set seen_at = now()`,
    [workerIds, process],
  );
}

export async function forgetWorkers(workerIds: string[]): Promise<void> {
  await pool("jobs").query("delete from console.job_workers where id = any($1)", [workerIds]);
}

/**
 * Gives back what dead workers hold; the queue itself would wait four hours. The attempt stays counted, so that a job
 * that kills its process does not do so for ever.
 */
export async function releaseDeadWorkers(): Promise<number> {
  const { rows } = await pool("jobs").query<{ id: string }>(
    `select distinct j.locked_by as id from graphile_worker._private_jobs j
     where j.locked_at < now() - make_interval(secs => $1) and not exists (
       select from console.job_workers w where w.id = j.locked_by and w.seen_at > now() - make_interval(secs => $1))
     union
     select id from console.job_workers where seen_at < now() - make_interval(secs => $1)`,
    [SILENT_AFTER_S],
  );
  const dead = rows.map((row) => row.id);
  if (dead.length === 0) return 0;
  await pool("jobs").query(
    `update graphile_worker._private_jobs set last_error = 'The process that ran this ended.'
     where locked_by = any($1) and attempts >= max_attempts`,
    [dead],
  );
  await pool("jobs").query("select graphile_worker.force_unlock_workers($1)", [dead]);
  await forgetWorkers(dead);
  return dead.length;
}

/** Puts what these workers of ours had begun back at the front, as if it had not begun. */
export async function returnJobs(workerIds: string[], jobId?: string): Promise<void> {
  await pool("jobs").query(
    `with back as (
       update graphile_worker._private_jobs
       set locked_at = null, locked_by = null, attempts = greatest(attempts - 1, 0), run_at = least(run_at, now())
       where locked_by = any($1) and ($2::bigint is null or id = $2) returning job_queue_id)
     update graphile_worker._private_job_queues set locked_at = null, locked_by = null
     where locked_by = any($1) and id in (select job_queue_id from back)`,
    [workerIds, jobId ?? null],
  );
}
