import { conditions } from "~/data/conditions.server";
import { pool, type Sql } from "~/data/postgres.server";
import { decodeCursor, encodeCursor } from "~/lib/cursor";
import type { Word } from "~/lib/query-language";

export const QUEUE_STATES = ["running", "failed", "waiting", "retrying", "planned"] as const;
export type QueueState = (typeof QUEUE_STATES)[number];

export type QueueJob = {
  id: string;
  task: string;
  key: string | null;
  queue: string | null;
  state: QueueState;
  attempts: number;
  maxAttempts: number;
  runAt: Date;
  createdAt: Date;
  lockedAt: Date | null;
  lockedBy: string | null;
  lastError: string | null;
};

type Choice = { is: readonly string[]; not: readonly string[] };
export type QueueFilters = { state: Choice; task: Choice; words: readonly Word[] };

const STATE = `case when j.locked_at is not null then 'running' when j.attempts >= j.max_attempts then 'failed'
  when j.attempts > 0 then 'retrying' when j.run_at > now() then 'planned' else 'waiting' end`;
const FROM = `(select j.id, t.identifier as task, j.key, q.queue_name as queue, ${STATE} as state, j.attempts,
    j.max_attempts, j.run_at, j.created_at, j.locked_at, j.locked_by, j.last_error
  from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
  left join graphile_worker._private_job_queues q on q.id = j.job_queue_id) job`;
const COLUMNS = `id::text, task, key, queue, state, attempts, max_attempts as "maxAttempts", run_at as "runAt",
  created_at as "createdAt", locked_at as "lockedAt", locked_by as "lockedBy", last_error as "lastError"`;
/** What runs or failed stands first, then what is due next. */
const RANK = `array_position(array['running', 'failed'], state)`;
const POSITION = `coalesce(${RANK}, 3), run_at, id`;
const ORDER = "queue";

function whereOf(filters: QueueFilters, without?: "state" | "task") {
  const where = conditions();
  if (without !== "state") where.choose("state", filters.state.is, filters.state.not);
  if (without !== "task") where.choose("task", filters.task.is, filters.task.not);
  where.words("(task || ' ' || coalesce(key, '') || ' ' || coalesce(last_error, ''))", filters.words);
  return where;
}

export async function listQueueJobs(filters: QueueFilters, after: string | null, limit = 50) {
  const where = whereOf(filters);
  const from = decodeCursor(ORDER, after, 3);
  if (from) {
    const [rank, at, id] = from.map((part) => where.place(part));
    where.add(`(${POSITION}) > (${rank}::int, ${at}::timestamptz, ${id}::bigint)`);
  }
  const { rows } = await pool("owner").query<QueueJob & { position: string[] }>(
    `select ${COLUMNS}, array[coalesce(${RANK}, 3)::text, run_at::text, id::text] as position
     from ${FROM} ${where.toString()} order by ${POSITION.replace(", id", ", job.id")} limit ${limit + 1}`,
    where.values,
  );
  const page = rows.slice(0, limit).map(({ position: _position, ...row }) => row);
  const last = rows[limit - 1];
  return { rows: page, next: rows.length > limit && last ? encodeCursor(ORDER, last.position) : null };
}

export async function findQueueJob(id: string): Promise<QueueJob | null> {
  if (!/^\d{1,18}$/.test(id)) return null;
  const { rows } = await pool("owner").query<QueueJob>(`select ${COLUMNS} from ${FROM} where job.id = $1`, [id]);
  return rows[0] ?? null;
}

type Count = { value: string; count: number };

export async function countQueueJobs(filters: QueueFilters): Promise<{ state: Count[]; task: Count[] }> {
  const count = async (column: "state" | "task") => {
    const where = whereOf(filters, column);
    const { rows } = await pool("owner").query<Count>(
      `select ${column} as value, count(*)::int as count from ${FROM} ${where.toString()} group by 1 order by 2 desc, 1`,
      where.values,
    );
    return rows;
  };
  const [state, task] = await Promise.all([count("state"), count("task")]);
  return { state, task };
}

type Touched = { id: string; task: string; attempts: number; max_attempts: number };

/** Makes jobs due now with all their attempts. One that runs is left alone. */
export async function retryQueueJobs(sql: Sql, ids: readonly string[]): Promise<Touched[]> {
  const { rows } = await sql.query<Touched>(
    `with touched as (
       select * from graphile_worker.reschedule_jobs($1::bigint[], run_at := now(), attempts := 0))
     select touched.id::text, t.identifier as task, attempts, max_attempts
     from touched join graphile_worker._private_tasks t on t.id = touched.task_id`,
    [ids],
  );
  // The worker looks for due jobs every two seconds; this makes it look at once.
  await sql.query(`select pg_notify('jobs:insert', json_build_object('r', random(), 'count', $1::int)::text)`, [
    rows.length,
  ]);
  return rows;
}

/** Takes jobs out of the queue. One that runs is left alone. */
export async function cancelQueueJobs(sql: Sql, ids: readonly string[]): Promise<Touched[]> {
  const { rows } = await sql.query<Touched>(
    `with touched as (select * from graphile_worker.complete_jobs($1::bigint[]))
     select touched.id::text, t.identifier as task, attempts, max_attempts
     from touched join graphile_worker._private_tasks t on t.id = touched.task_id`,
    [ids],
  );
  return rows;
}
