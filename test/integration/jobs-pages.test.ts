import { expect, test } from "vitest";
import { recordRun } from "~/data/queue/job-history.server";
import { enqueue } from "~/platform/jobs.server";
import { loader as historyLoader } from "~/routes/jobs/history";
import { action as queueAction, loader as queueLoader } from "~/routes/jobs/queue";
import { action as scheduleAction, loader as scheduleLoader } from "~/routes/jobs/schedule";
import { signedIn } from "../factories/user";
import { testDatabase } from "../setup/database";
import { get, post } from "../setup/request";

test("the queue shows each job with its state, and pages of it follow on", async () => {
  await using database = await testDatabase();
  const { cookie } = await signedIn(database.prisma, "viewer");
  for (let n = 0; n < 60; n++) await enqueue(database.sql, "a", { n }, { runAt: new Date(Date.now() + 60_000) });
  await enqueue(database.sql, "b");
  await database.owner.query(
    "update graphile_worker._private_jobs set attempts = max_attempts, last_error = 'it broke' where run_at <= now()",
  );
  const first = await queueLoader(get("/jobs", { cookie }));
  expect(first.page.rows[0]).toMatchObject({ task: "b", state: "failed", lastError: "it broke" });
  const second = await queueLoader(get(`/jobs?after=${encodeURIComponent(first.page.next!)}`, { cookie }));
  const ids = [...first.page.rows, ...second.page.rows].map((row) => row.id);
  expect(new Set(ids).size).toBe(61);
  const failed = await queueLoader(get("/jobs?state=failed", { cookie }));
  expect(failed.page.rows).toHaveLength(1);
  expect(failed.facets[0]!.values).toContainEqual({ value: "planned", count: 60 });
});

test("retry gives all attempts back, cancel takes the job out, both are audited, and a running job is left alone", async () => {
  await using database = await testDatabase();
  const { cookie, user } = await signedIn(database.prisma, "operator");
  const id = await enqueue(database.sql, "a", {}, { maxAttempts: 3 });
  const running = await enqueue(database.sql, "b");
  await database.owner.query("update graphile_worker._private_jobs set attempts = 3 where id = $1", [id]);
  await database.owner.query(
    "update graphile_worker._private_jobs set locked_at = now(), locked_by = 'w' where id = $1",
    [running],
  );
  await queueAction(post("/jobs", { intent: "retry", "ids[]": [id, running] }, { cookie }));
  expect((await queueLoader(get(`/jobs?peek=${id}`, { cookie }))).peek).toMatchObject({
    state: "waiting",
    attempts: 0,
  });
  await queueAction(post("/jobs", { intent: "cancel", "ids[]": [id, running] }, { cookie }));
  expect((await queueLoader(get("/jobs", { cookie }))).page.rows.map((row) => row.id)).toEqual([running]);
  const { page } = await historyLoader(get("/jobs/history?outcome=cancelled", { cookie }));
  expect(page.rows).toMatchObject([{ jobId: id, error: `Cancelled by ${user.name}.` }]);
  const { rows } = await database.owner.query("select action, target_id from console.audit_log order by seq");
  expect(rows).toEqual([
    { action: "job.retried", target_id: id },
    { action: "job.cancelled", target_id: id },
  ]);
});

test("a viewer sees the jobs and may change none", async () => {
  await using database = await testDatabase();
  const { cookie } = await signedIn(database.prisma, "viewer");
  const id = await enqueue(database.sql, "a");
  await expect(queueAction(post("/jobs", { intent: "retry", "ids[]": [id] }, { cookie }))).rejects.toMatchObject({
    code: "forbidden",
  });
});

test("the schedule shows last and next run, and a planned job can be run now", async () => {
  await using database = await testDatabase();
  const { cookie } = await signedIn(database.prisma, "operator");
  await recordRun({
    jobId: "1",
    task: "history.prune",
    key: null,
    outcome: "done",
    attempt: 1,
    maxAttempts: 5,
    startedAt: new Date(),
    worker: "w",
  });
  const { schedule } = await scheduleLoader(get("/jobs/schedule", { cookie }));
  const prune = schedule.find((row) => row.task === "history.prune")!;
  expect(prune.last?.outcome).toBe("done");
  expect(prune.nextAt!.getTime()).toBeGreaterThan(Date.now());
  await scheduleAction(post("/jobs/schedule", { intent: "run", task: "history.prune" }, { cookie }));
  const { page } = await queueLoader(get("/jobs", { cookie }));
  expect(page.rows).toMatchObject([{ task: "history.prune", state: "waiting", key: "now:history.prune" }]);
  await expect(
    scheduleAction(post("/jobs/schedule", { intent: "run", task: "webhooks.deliver" }, { cookie })),
  ).rejects.toMatchObject({ code: "not_found" });
});
