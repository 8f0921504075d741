import { setTimeout as sleep } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { db } from "~/data/console/prisma.server";
import { pool, transaction } from "~/data/postgres.server";
import { releaseDeadWorkers } from "~/data/queue/worker-slots.server";
import { jobRunnerState, startJobs } from "~/platform/job-runner.server";
import { defineJob, enqueue, type JobDefinition } from "~/platform/jobs.server";
import { testDatabase } from "../setup/database";

const QUEUE = "select count(*)::int as n from graphile_worker._private_jobs";

async function running(definitions: JobDefinition[]) {
  const jobs = startJobs(definitions);
  await vi.waitFor(() => expect(jobRunnerState().phase).toBe("running"), 5_000);
  return jobs;
}

test("a job exists when its transaction commits, with either client, and not before", async () => {
  await using database = await testDatabase();
  const count = async () => ((await database.owner.query(QUEUE)).rows[0] as { n: number }).n;
  await expect(
    transaction(async (sql) => {
      await enqueue(sql, "a", { x: 1 });
      throw new Error("no");
    }),
  ).rejects.toThrow("no");
  await db()
    .$transaction(async (tx) => {
      await enqueue(tx, "a");
      throw new Error("no");
    })
    .catch(() => undefined);
  expect(await count()).toBe(0);
  await transaction((sql) => enqueue(sql, "a", { x: 1 }, { runAt: new Date(Date.now() + 60_000), key: "one" }));
  await db().$transaction((tx) => enqueue(tx, "a", { x: 2 }, { key: "one" }));
  expect(await count()).toBe(1);
});

test("the requests' role sees nothing of the queue but may put jobs into it", async () => {
  await using database = await testDatabase();
  await enqueue(database.sql, "a", { secret: 1 });
  await expect(database.sql.query("select * from graphile_worker._private_jobs")).rejects.toThrow(/permission denied/);
});

test("a job runs, a failing one is tried again, and every run is written down", async () => {
  await using database = await testDatabase();
  const seen: unknown[] = [];
  const jobs = await running([
    defineJob<{ n: number }>({ name: "good", title: "Good", run: async (payload) => void seen.push(payload) }),
    defineJob({
      name: "bad",
      title: "Bad",
      run: () => Promise.reject(new Error("it broke")),
    }),
  ]);
  await transaction((sql) => enqueue(sql, "good", { n: 1 }));
  await transaction((sql) => enqueue(sql, "bad", {}, { maxAttempts: 2, key: "bad" }));
  await vi.waitFor(async () => {
    const runs = await database.prisma.jobRun.findMany({ orderBy: { endedAt: "asc" } });
    expect(runs.map(({ task, outcome, attempt, error }) => ({ task, outcome, attempt, error }))).toEqual(
      expect.arrayContaining([
        { task: "good", outcome: "done", attempt: 1, error: null },
        { task: "bad", outcome: "retried", attempt: 1, error: "it broke" },
        { task: "bad", outcome: "failed", attempt: 2, error: "it broke" },
      ]),
    );
  }, 12_000);
  expect(seen).toEqual([{ n: 1 }]);
  await jobs.stop();
});

test("a stop ends within its budget and gives back what was not done, uncounted", async () => {
  await using database = await testDatabase();
  let begun = 0;
  const jobs = await running([
    defineJob({
      name: "obedient",
      title: "Ends when asked",
      run: async (_payload, { signal }) => {
        begun++;
        await sleep(60_000, undefined, { signal });
      },
    }),
    defineJob({ name: "stubborn", title: "Never ends", run: () => (begun++, new Promise(() => undefined)) }),
  ]);
  await enqueue(database.sql, "obedient");
  await enqueue(database.sql, "stubborn");
  await vi.waitFor(() => expect(begun).toBe(2), 8_000);
  const started = performance.now();
  await jobs.stop();
  expect(performance.now() - started).toBeLessThan(4_500);
  const { rows } = await database.owner.query(
    "select attempts, locked_by, run_at <= now() as is_due from graphile_worker._private_jobs",
  );
  expect(rows).toEqual([
    { attempts: 0, locked_by: null, is_due: true },
    { attempts: 0, locked_by: null, is_due: true },
  ]);
  expect(jobRunnerState().phase).toBe("stopped");
});

test("what a dead process held goes back to the queue, and its attempt stays counted", async () => {
  await using database = await testDatabase();
  await enqueue(database.sql, "a", {}, { maxAttempts: 3 });
  await database.owner.query(
    "update graphile_worker._private_jobs set locked_by = 'worker-gone', locked_at = now() - interval '2 minutes', attempts = 1",
  );
  await database.owner.query("insert into console.job_workers (id, process) values ('worker-gone', 'x')");
  expect(await releaseDeadWorkers()).toBe(0);
  await database.owner.query("update console.job_workers set seen_at = now() - interval '2 minutes'");
  expect(await releaseDeadWorkers()).toBe(1);
  const { rows } = await database.owner.query("select attempts, locked_by from graphile_worker._private_jobs");
  expect(rows).toEqual([{ attempts: 1, locked_by: null }]);
});

test("two consoles run every job once", async () => {
  await using database = await testDatabase();
  const seen: number[] = [];
  const definition = defineJob<{ n: number }>({
    name: "count",
    title: "Count",
    run: async ({ n }) => void seen.push(n),
  });
  const [one, two] = [startJobs([definition]), startJobs([definition])];
  for (let n = 0; n < 40; n++) await enqueue(database.sql, "count", { n });
  await vi.waitFor(() => expect(new Set(seen).size).toBe(40), 10_000);
  await sleep(300);
  expect(seen).toHaveLength(40);
  await Promise.all([one.stop(), two.stop()]);
  expect((await pool("jobs").query(QUEUE)).rows).toEqual([{ n: 0 }]);
});
