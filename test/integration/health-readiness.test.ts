import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { listWeaknesses } from "~/data/database/server-facts.server";
import { listTableSizes } from "~/data/database/table-sizes.server";
import { metrics } from "~/platform/metrics.server";
import { readiness } from "~/platform/readiness.server";
import { createApiKey } from "../factories/api-key";
import { dataDir } from "../setup/data-dir";
import { testDatabase } from "../setup/database";

/** Readiness answers from memory for a second. */
const forget = () => sleep(1_050);

test("ready means database, migrations, disk and queue; one that is missing is named", async () => {
  await using database = await testDatabase();
  using dir = dataDir();
  expect(await readiness({ draining: false })).toEqual({
    ready: true,
    checks: { process: "ok", database: "ok", migrations: "ok", disk: "ok", queue: "ok" },
  });
  await database.owner.query("delete from console._prisma_migrations where migration_name like '%_platform'");
  await database.owner.query("alter schema graphile_worker rename to elsewhere");
  dir.remove();
  await forget();
  const answer = await readiness({ draining: false });
  expect(answer.ready).toBe(false);
  expect(answer.checks).toMatchObject({
    database: "ok",
    migrations: expect.stringMatching(/^not applied: \d+_platform$/) as string,
    disk: "the data directory cannot be reached",
    queue: "the queue does not answer",
  });
  expect(await readiness({ draining: true })).toEqual({ ready: false, checks: { process: "stopping" } });
});

test("a hundred who ask for readiness cost the database one look", async () => {
  await using database = await testDatabase();
  using _dir = dataDir();
  await forget();
  const count =
    "select coalesce(sum(calls), 0)::int as n from pg_stat_statements where query like '%graphile_worker._private_jobs%' and query not like '%pg_stat_statements%' and dbid = (select oid from pg_database where datname = current_database())";
  const calls = async () => ((await database.owner.query(count)).rows[0] as { n: number }).n;
  const before = await calls();
  await Promise.all(Array.from({ length: 100 }, () => readiness({ draining: false })));
  expect((await calls()) - before).toBeLessThanOrEqual(1);
});

test("figures are for this machine, and for a key that may read them", async () => {
  await using database = await testDatabase();
  const { key } = await createApiKey(database.prisma, { scopes: ["metrics:read"] });
  const { key: other } = await createApiKey(database.prisma, { scopes: ["turns:read"] });
  const ask = (address: string, bearer?: string) =>
    metrics({ authorization: bearer && `Bearer ${bearer}`, address, peer: address });
  expect((await ask("127.0.0.1")).status).toBe(200);
  expect((await ask("203.0.113.5")).status).toBe(401);
  expect((await ask("203.0.113.5", other)).status).toBe(403);
  const answer = await ask("203.0.113.5", key);
  expect(answer.status).toBe(200);
  expect(answer.body).toMatch(/wheelhouse_jobs\{state="waiting"\} 0/);
  expect(answer.body).toMatch(/wheelhouse_pool_connections\{pool="owner",state="idle"\} \d/);
});

test("the requests' role is found weak only where it is", async () => {
  await using database = await testDatabase();
  expect((await listWeaknesses()).filter((sentence) => /Requests run/.test(sentence))).toEqual([]);
  await database.owner.query("grant create on schema console to wheelhouse_app");
  expect(await listWeaknesses()).toContainEqual(expect.stringMatching(/may change tables/));
});

test("table sizes add up the parts of a partitioned table", async () => {
  await using database = await testDatabase();
  await database.owner.query(`create table runtime.sizes_test (n int) partition by range (n);
    create table runtime.sizes_test_1 partition of runtime.sizes_test for values from (0) to (1000000);
    create table runtime.sizes_test_2 partition of runtime.sizes_test for values from (1000000) to (2000000);
    insert into runtime.sizes_test select generate_series(900000, 1100000);
    analyze runtime.sizes_test_1, runtime.sizes_test_2`);
  const [largest] = await listTableSizes(1);
  expect(largest).toMatchObject({ schema: "runtime", name: "sizes_test", partitions: 2, rows: 200_001 });
});
