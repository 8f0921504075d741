import { pool } from "~/data/postgres.server";
import { SILENT_AFTER_S } from "./worker-slots.server";

export type QueueFigures = {
  /** Due now, and not begun. */
  waiting: number;
  /** For later: planned, or waiting for another try. */
  planned: number;
  running: number;
  /** Used up their attempts. */
  failed: number;
  /** Since when the oldest of those that wait has been due. */
  oldestDueAt: Date | null;
  /** Worker slots that said a moment ago that they live. */
  workers: number;
};

export async function getQueueFigures(): Promise<QueueFigures> {
  const { rows } = await pool("owner").query<{
    waiting: number;
    planned: number;
    running: number;
    failed: number;
    oldest: Date | null;
    workers: number;
  }>(
    `with j as (
       select run_at, locked_at is not null as is_running, attempts >= max_attempts as is_spent
       from graphile_worker._private_jobs)
     select count(*) filter (where not is_running and not is_spent and run_at <= now())::int as waiting,
       count(*) filter (where not is_running and not is_spent and run_at > now())::int as planned,
       count(*) filter (where is_running)::int as running,
       count(*) filter (where is_spent and not is_running)::int as failed,
       min(run_at) filter (where not is_running and not is_spent and run_at <= now()) as oldest,
       (select count(*)::int from console.job_workers where seen_at > now() - make_interval(secs => $1)) as workers
     from j`,
    [SILENT_AFTER_S],
  );
  const { oldest, ...counts } = rows[0]!;
  return { ...counts, oldestDueAt: oldest };
}
