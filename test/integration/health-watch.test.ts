import { expect, test } from "vitest";
import { uuid } from "~/lib/uuid.server";
import { recordRun } from "~/data/queue/job-history.server";
import { watchHouse } from "~/platform/watch-house.server";
import { testDatabase, type TestDatabase } from "../setup/database";
import { dataDir } from "../setup/data-dir";

const run = { jobId: "1", key: null, attempt: 1, maxAttempts: 1, startedAt: new Date(), worker: "w" };

async function openKeys(database: TestDatabase): Promise<string[]> {
  const rows = await database.prisma.alert.findMany({ where: { resolvedAt: null }, orderBy: { key: "asc" } });
  return rows.map((row) => row.key);
}

test("a job that failed for good opens an alert, and its next success resolves it", async () => {
  await using database = await testDatabase();
  using _dir = dataDir();
  await recordRun({ ...run, task: "sync", outcome: "failed", error: "it broke" });
  await watchHouse([]);
  await watchHouse([]);
  expect(await openKeys(database)).toContain("house:job:sync");
  await recordRun({ ...run, task: "sync", outcome: "done" });
  await watchHouse([]);
  expect(await openKeys(database)).not.toContain("house:job:sync");
});

test("an endpoint whose last delivery was given up opens an alert until one arrives", async () => {
  await using database = await testDatabase();
  using _dir = dataDir();
  const endpoint = await database.prisma.webhookEndpoint.create({
    data: { id: uuid(), name: "Pager", url: "http://x.test/", events: ["*"], secret: "" },
  });
  const delivery = { endpointId: endpoint.id, event: "alert.opened", body: "{}", finishedAt: new Date() };
  await database.prisma.webhookDelivery.create({ data: { ...delivery, id: uuid(), status: "failed" } });
  await watchHouse([]);
  expect(await openKeys(database)).toContain(`house:webhook:${endpoint.id}`);
  await database.prisma.webhookDelivery.create({
    data: { ...delivery, id: uuid(), status: "delivered", createdAt: new Date(Date.now() + 1_000) },
  });
  await watchHouse([]);
  expect(await openKeys(database)).not.toContain(`house:webhook:${endpoint.id}`);
});

test("what cannot be looked at resolves nothing", async () => {
  await using database = await testDatabase();
  using dir = dataDir();
  await recordRun({ ...run, task: "sync", outcome: "failed" });
  await watchHouse([]);
  dir.remove();
  await expect(watchHouse([])).rejects.toThrow(/ENOENT/);
  expect(await openKeys(database)).toContain("house:job:sync");
});
