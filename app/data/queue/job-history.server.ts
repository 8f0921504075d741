import { conditions } from "~/data/conditions.server";
import { pool, type Sql } from "~/data/postgres.server";
import { decodeCursor, encodeCursor } from "~/lib/cursor";
import type { Word } from "~/lib/query-language";
import { uuid } from "~/lib/uuid.server";

export const JOB_OUTCOMES = ["done", "retried", "failed", "stopped", "cancelled"] as const;
export type JobOutcome = (typeof JOB_OUTCOMES)[number];

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

export async function recordRun(run: EndedRun, sql: Sql = pool("jobs")): Promise<void> {
  const ended = new Date();
  await sql.query(
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

export type JobRunRow = {
  id: string;
  jobId: string;
  task: string;
  key: string | null;
  outcome: JobOutcome;
  attempt: number;
  maxAttempts: number;
  startedAt: Date;
  endedAt: Date;
  durationMs: number;
  error: string | null;
  worker: string;
};

type Choice = { is: readonly string[]; not: readonly string[] };
export type RunFilters = { outcome: Choice; task: Choice; words: readonly Word[] };

const COLUMNS = `id::text, job_id::text as "jobId", task, key, outcome, attempt, max_attempts as "maxAttempts",
  started_at as "startedAt", ended_at as "endedAt", duration_ms as "durationMs", error, worker`;
const ORDER = "runs";

function whereOf(filters: RunFilters, without?: "outcome" | "task") {
  const where = conditions();
  if (without !== "outcome") where.choose("outcome", filters.outcome.is, filters.outcome.not);
  if (without !== "task") where.choose("task", filters.task.is, filters.task.not);
  where.words("(task || ' ' || coalesce(key, '') || ' ' || coalesce(error, ''))", filters.words);
  return where;
}

/** Runs that ended, the newest first. */
export async function listRuns(filters: RunFilters, after: string | null, limit = 50) {
  const where = whereOf(filters);
  const from = decodeCursor(ORDER, after, 2);
  if (from) {
    const [at, id] = from.map((part) => where.place(part));
    where.add(`(ended_at, id) < (${at}::timestamptz, ${id}::uuid)`);
  }
  const { rows } = await pool().query<JobRunRow & { position: string[] }>(
    `select ${COLUMNS}, array[ended_at::text, id::text] as position from console.job_history run ${where.toString()}
     order by run.ended_at desc, run.id desc limit ${limit + 1}`,
    where.values,
  );
  const page = rows.slice(0, limit).map(({ position: _position, ...row }) => row);
  const last = rows[limit - 1];
  return { rows: page, next: rows.length > limit && last ? encodeCursor(ORDER, last.position) : null };
}

export async function findRun(id: string): Promise<JobRunRow | null> {
  if (!/^[0-9a-f-]{36}$/.test(id)) return null;
  const { rows } = await pool().query<JobRunRow>(`select ${COLUMNS} from console.job_history where id = $1`, [id]);
  return rows[0] ?? null;
}

type Count = { value: string; count: number };

export async function countRuns(filters: RunFilters): Promise<{ outcome: Count[]; task: Count[] }> {
  const count = async (column: "outcome" | "task") => {
    const where = whereOf(filters, column);
    const { rows } = await pool().query<Count>(
      `select ${column} as value, count(*)::int as count from console.job_history ${where.toString()}
       group by 1 order by 2 desc, 1`,
      where.values,
    );
    return rows;
  };
  const [outcome, task] = await Promise.all([count("outcome"), count("task")]);
  return { outcome, task };
}

/** The newest run of each kind of job. */
export async function listLastRuns(tasks: readonly string[]): Promise<JobRunRow[]> {
  const { rows } = await pool().query<JobRunRow>(
    `select run.* from unnest($1::text[]) as wanted(name)
     cross join lateral (select ${COLUMNS} from console.job_history where task = wanted.name
       order by console.job_history.ended_at desc, console.job_history.id desc limit 1) run`,
    [tasks],
  );
  return rows;
}
