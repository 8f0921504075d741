import { queryIn, type AnyTransaction } from "~/data/any-transaction.server";

export type JobContext = {
  id: string;
  attempt: number;
  maxAttempts: number;
  /** Aborts when the process stops. What was left undone runs again elsewhere, so a job may run twice: keep it idempotent. */
  signal: AbortSignal;
};

/** A kind of background work. Features define theirs; app/jobs.server.ts lists them. */
export type JobDefinition<Payload = unknown> = {
  /** Area and verb, as in "webhooks.deliver". */
  name: string;
  /** What it does, for people. */
  title: string;
  /** A crontab expression, in UTC. */
  cron?: string;
  /** A run that fails is tried again with a growing pause, this often in all. */
  maxAttempts?: number;
  run: (payload: Payload, job: JobContext) => Promise<void>;
};

/**
 * A look around every few seconds, too often to be worth a row in the queue's history each time. Every process that
 * runs jobs does it, so it must be right when two do it at once.
 */
export type Watch = { name: string; everyMs: number; run: () => Promise<void> };

/** Keeps the payload's type inside the definition: the list of jobs does not know it. */
export function defineJob<Payload = unknown>(definition: JobDefinition<Payload>): JobDefinition {
  return definition as JobDefinition;
}

export type EnqueueOptions = {
  runAt?: Date;
  /** Of waiting jobs with one key there is only one; a later one replaces it. */
  key?: string;
  /** Jobs of one queue run one after the other. */
  queue?: string;
  maxAttempts?: number;
  /** Smaller runs sooner. */
  priority?: number;
};

/** Puts a job in the queue, inside the caller's transaction where there is one: it exists when that commits. */
export async function enqueue(
  tx: AnyTransaction,
  task: string,
  payload: Record<string, unknown> = {},
  options: EnqueueOptions = {},
): Promise<string> {
  const { runAt = null, key = null, queue = null, maxAttempts = null, priority = null } = options;
  const [row] = await queryIn<{ id: string }>(
    tx,
    "select console.enqueue_job($1, $2::json, $3, $4::timestamptz, $5::int, $6, $7::int)::text as id",
    [task, JSON.stringify(payload), queue, runAt?.toISOString() ?? null, maxAttempts, key, priority],
  );
  return row!.id;
}
