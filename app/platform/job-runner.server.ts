import { hostname } from "node:os";
import {
  Logger,
  parseCronItems,
  run,
  type JobHelpers,
  type Runner,
  type TaskList,
  type WorkerEvents,
} from "graphile-worker";
import { EventEmitter } from "node:events";
import { log } from "~/config/log.server";
import { pool } from "~/data/postgres.server";
import { recordRun } from "~/data/queue/job-history.server";
import { BEAT_MS, beat, forgetWorkers, releaseDeadWorkers, returnJobs } from "~/data/queue/worker-slots.server";
import type { JobDefinition, Watch } from "./jobs.server";
import { startWatches } from "./watches.server";

const CONCURRENCY = 3;
const DEFAULT_ATTEMPTS = 5;
/** A stopping process asks its jobs to end after the first, and leaves them to others after the second. */
const ASK_AFTER_MS = 1_500;
const LEAVE_AFTER_MS = 3_500;

export type RunnerState = { phase: "off" | "starting" | "running" | "stopped"; problem?: string; since: Date };
let state: RunnerState = { phase: "off", since: new Date() };

export function jobRunnerState(): RunnerState {
  return state;
}

function setState(phase: RunnerState["phase"], problem?: string): void {
  if (state.phase !== phase || state.problem !== problem) state = { phase, problem, since: new Date() };
}

/** The queue speaks through our log, and only when something is wrong. */
const logger = new Logger(() => (level, message) => {
  if (level === "error" || level === "warning")
    log[level === "error" ? "error" : "warn"]({ part: "jobs" }, String(message));
});

/** Around every task: what happened is written down, and what a stop interrupts goes back uncounted. */
function recorded(definition: JobDefinition, signal: AbortSignal) {
  return async (payload: unknown, { job }: JobHelpers): Promise<void> => {
    const startedAt = new Date();
    const worker = job.locked_by ?? "unknown";
    const note = (outcome: Parameters<typeof recordRun>[0]["outcome"], error?: string) =>
      recordRun({
        jobId: job.id,
        task: definition.name,
        key: job.key,
        attempt: job.attempts,
        maxAttempts: job.max_attempts,
        outcome,
        startedAt,
        worker,
        ...(error !== undefined && { error }),
      }).catch((failed: unknown) => log.warn({ err: failed, task: definition.name }, "a job's end was not recorded"));
    try {
      await definition.run(payload, { id: job.id, attempt: job.attempts, maxAttempts: job.max_attempts, signal });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (signal.aborted) {
        await returnJobs([worker], job.id);
        await note("stopped", "The process stopped; the job went back to the queue.");
      } else {
        log.warn({ err: error, task: definition.name, job: job.id, attempt: job.attempts }, "a job failed");
        await note(job.attempts >= job.max_attempts ? "failed" : "retried", message);
      }
      throw error;
    }
    await note("done");
  };
}

export function cronItems(definitions: readonly JobDefinition[]) {
  return parseCronItems(
    definitions
      .filter((each) => each.cron !== undefined)
      .map((each) => ({
        task: each.name,
        match: each.cron!,
        identifier: each.name,
        options: {
          backfillPeriod: 0,
          maxAttempts: each.maxAttempts ?? DEFAULT_ATTEMPTS,
          // While one waits, the next tick adds nothing.
          jobKey: `cron:${each.name}`,
          jobKeyMode: "preserve_run_at",
        },
      })),
  );
}

export type RunningJobs = { stop: () => Promise<void> };

/**
 * Runs jobs until it is stopped. A database that is away delays the start and does not fail it.
 * `stop` ends within LEAVE_AFTER_MS and gives back what is not done by then.
 */
export function startJobs(definitions: readonly JobDefinition[], watches: readonly Watch[] = []): RunningJobs {
  const stopping = new AbortController();
  const workers = new Set<string>();
  const name = `${hostname()}:${process.pid}`;
  let runner: Runner | undefined;
  setState("starting");

  const events: WorkerEvents = new EventEmitter();
  events.on("worker:create", ({ worker }) => void workers.add(worker.workerId));
  const tasks: TaskList = Object.fromEntries(definitions.map((each) => [each.name, recorded(each, stopping.signal)]));

  const keepAlive = async () => {
    if (workers.size > 0) await beat([...workers], name);
    await releaseDeadWorkers();
  };
  const beating = setInterval(
    () => void keepAlive().catch((error: unknown) => log.warn({ err: error }, "the workers' beat failed")),
    BEAT_MS,
  );
  beating.unref();
  const stopWatches = startWatches(watches);

  async function keepRunning(): Promise<void> {
    for (let wait = 500; !stopped; wait = Math.min(wait * 2, 15_000)) {
      try {
        workers.clear();
        runner = await run({
          pgPool: pool("jobs"),
          taskList: tasks,
          parsedCronItems: cronItems(definitions),
          concurrency: CONCURRENCY,
          noHandleSignals: true,
          pollInterval: 2_000,
          events,
          logger,
        });
        setState("running");
        await keepAlive();
        wait = 500;
        await runner.promise;
      } catch (error) {
        if (stopped) return;
        log.warn({ err: error }, "background jobs could not run; trying again");
        setState("starting", error instanceof Error ? error.message : String(error));
      }
      await Promise.race([new Promise((resolve) => setTimeout(resolve, wait).unref()), stopRequested]);
    }
  }

  let stopped = false;
  let requestStop: () => void = () => undefined;
  const stopRequested = new Promise<void>((resolve) => (requestStop = resolve));
  const loop = keepRunning();

  return {
    async stop() {
      stopped = true;
      requestStop();
      clearInterval(beating);
      const watchesEnded = stopWatches();
      const ask = setTimeout(() => stopping.abort(), ASK_AFTER_MS);
      let leave: NodeJS.Timeout | undefined;
      const late = new Promise((resolve) => (leave = setTimeout(resolve, LEAVE_AFTER_MS)));
      const ended = Promise.all([(runner?.stop() ?? loop).catch(() => undefined), watchesEnded]);
      await Promise.race([ended, late]);
      clearTimeout(ask);
      clearTimeout(leave);
      const ids = [...workers];
      if (ids.length > 0)
        await returnJobs(ids)
          .then(() => forgetWorkers(ids))
          .catch((error: unknown) => log.warn({ err: error }, "unfinished jobs could not be given back"));
      setState("stopped");
    },
  };
}
