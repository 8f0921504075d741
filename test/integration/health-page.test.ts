import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { env } from "~/config/env.server";
import { action as overviewAction, loader as overviewLoader } from "~/routes/overview/overview";
import { loader as healthLoader } from "~/routes/health/health";
import { createApiKey } from "../factories/api-key";
import { signedIn } from "../factories/user";
import { dataDir } from "../setup/data-dir";
import { testDatabase } from "../setup/database";
import { get, post } from "../setup/request";

test("health shows every part, and a neighbour that is away empties its panel alone", async () => {
  await using database = await testDatabase();
  using dir = dataDir();
  const { cookie } = await signedIn(database.prisma, "viewer");
  const well = await healthLoader(get("/health", { cookie }));
  expect(well.server.facts?.major).toBeGreaterThanOrEqual(15);
  expect(well.schemas.facts?.map((schema) => schema.schema)).toContain("graphile_worker");
  expect(well.migrations.facts?.flatMap((set) => set.pending)).toEqual([]);
  expect(well.extensions.facts?.find(({ name }) => name === "pg_stat_statements")?.installed).toBeTruthy();
  expect(well.extensions.facts?.find(({ name }) => name === "timescaledb")).toMatchObject({ installed: null });
  expect(well.tables.facts?.length).toBeGreaterThan(5);
  expect(well.queue.facts).toMatchObject({ waiting: 0, workers: 0 });

  await database.owner.query("alter schema graphile_worker rename to elsewhere");
  dir.remove();
  const ill = await healthLoader(get("/health", { cookie }));
  expect(ill.queue).toEqual({ facts: null, problem: expect.stringMatching(/queue does not answer/) as string });
  expect(ill.disks).toEqual({ facts: null, problem: "The data directory cannot be reached." });
  expect(ill.server.facts?.version).toBe(well.server.facts?.version);
});

test("a CMS that failed is named with what it said last", async () => {
  await using database = await testDatabase();
  using dir = dataDir();
  const { cookie } = await signedIn(database.prisma, "viewer");
  const before = { CMS: env().CMS, CMS_URL: env().CMS_URL };
  Object.assign(env(), { CMS: true, CMS_URL: "http://127.0.0.1:9" });
  const state = { phase: "failed", detail: "It ended with 1\nError: no", since: new Date().toISOString(), port: 9 };
  fs.writeFileSync(path.join(dir.path, "cms.json"), JSON.stringify({ ...state, pid: process.pid }));
  const report = await healthLoader(get("/health", { cookie }));
  Object.assign(env(), before);
  expect(report.cms.facts).toMatchObject({ phase: "failed", detail: "It ended with 1\nError: no" });
});

test("first steps follow from what is there, differ by role, and each person may wave them away", async () => {
  await using database = await testDatabase();
  using dir = dataDir();
  const admin = await signedIn(database.prisma, "admin");
  const viewer = await signedIn(database.prisma, "viewer");
  const stepsOf = async (cookie: string) => {
    const { steps } = await overviewLoader(get("/", { cookie }));
    return steps.map(({ key, isDone }) => `${key} ${isDone ? "done" : "open"}`);
  };
  expect(await stepsOf(admin.cookie)).toEqual([
    "password open",
    "codes open",
    "key open",
    "backup open",
    "webhook open",
    "people done",
  ]);
  expect(await stepsOf(viewer.cookie)).toEqual(["password open", "codes open"]);
  await createApiKey(database.prisma);
  fs.writeFileSync(path.join(dir.path, "backup.json"), JSON.stringify({ at: new Date().toISOString(), file: "/b" }));
  await overviewAction(post("/", { intent: "dismiss", step: "webhook" }, { cookie: admin.cookie }));
  expect(await stepsOf(admin.cookie)).toEqual([
    "password open",
    "codes open",
    "key done",
    "backup done",
    "people done",
  ]);
});

test("only who may read the audit log sees recent changes on the first page", async () => {
  await using database = await testDatabase();
  using _dir = dataDir();
  const admin = await signedIn(database.prisma, "admin");
  const viewer = await signedIn(database.prisma, "viewer");
  expect((await overviewLoader(get("/", { cookie: viewer.cookie }))).changes).toBeNull();
  expect((await overviewLoader(get("/", { cookie: admin.cookie }))).changes).toEqual([]);
});
