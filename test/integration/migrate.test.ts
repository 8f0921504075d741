import { spawn } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { expect, inject, test } from "vitest";
import { migrate, migrationSets } from "../../scripts/database/migrate.mjs";
import { projectDir } from "../../scripts/setup/project.mjs";

const SLOW = 30_000;

type Place = AsyncDisposable & {
  url: string;
  base: string;
  sql: pg.Client;
  write: (set: "migrations" | "runtime", name: string, sql: string) => void;
  run: (options?: { dryRun?: boolean }) => Promise<string[]>;
};

/** An empty database with our schemas, and an empty directory for migrations. */
async function place(): Promise<Place> {
  const { superuserUrl } = inject("databaseServer");
  const name = `migrate_${randomUUID().replaceAll("-", "")}`;
  const admin = new pg.Client({ connectionString: superuserUrl });
  await admin.connect();
  await admin.query(`create database ${name}`);
  const url = new URL(superuserUrl);
  url.pathname = `/${name}`;
  const sql = new pg.Client({ connectionString: url.href });
  // Dropping the database may be faster than the goodbye.
  sql.on("error", () => undefined);
  await sql.connect();
  await sql.query("create schema console; create schema runtime");
  const base = fs.mkdtempSync(path.join(os.tmpdir(), "migrations "));
  return {
    url: url.href,
    base,
    sql,
    write(set, migration, text) {
      fs.mkdirSync(path.join(base, set, migration), { recursive: true });
      fs.writeFileSync(path.join(base, set, migration, "migration.sql"), text);
    },
    run: (options) => migrate({ url: url.href, sets: migrationSets(base), ...options }),
    async [Symbol.asyncDispose]() {
      await sql.end();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
      fs.rmSync(base, { recursive: true });
    },
  };
}

async function tables({ sql }: Place): Promise<string[]> {
  const { rows } = await sql.query<{ name: string }>(
    "select schemaname || '.' || tablename as name from pg_tables where schemaname in ('console', 'runtime') order by 1",
  );
  return rows.map(({ name }) => name).filter((name) => !name.endsWith("_migrations"));
}

test("both sets are applied once, in order, and recorded as Prisma records them", { timeout: SLOW }, async () => {
  await using here = await place();
  const first = "create table console.one (id int);\n";
  here.write("migrations", "20260101000000_one", first);
  here.write(
    "migrations",
    "20260102000000_two",
    "create table console.two (id int); insert into console.one values (1);",
  );
  here.write("runtime", "20260101000000_runs", "create table runtime.runs as select * from console.one;");
  expect(await here.run()).toEqual([
    "console/20260101000000_one",
    "console/20260102000000_two",
    "runtime/20260101000000_runs",
  ]);
  expect(await here.run()).toEqual([]);
  const { rows } = await here.sql.query("select * from console._prisma_migrations order by migration_name");
  expect(rows[0]).toMatchObject({
    migration_name: "20260101000000_one",
    checksum: createHash("sha256").update(first).digest("hex"),
    applied_steps_count: 1,
    rolled_back_at: null,
    logs: null,
  });
  expect(rows[0].finished_at).toBeInstanceOf(Date);
  expect((await here.sql.query("select count(*)::int as n from runtime._migrations")).rows).toEqual([{ n: 1 }]);
});

test("a dry run says what would be applied and leaves the database as it is", { timeout: SLOW }, async () => {
  await using here = await place();
  here.write("migrations", "1_one", "create table console.one (id int)");
  expect(await here.run({ dryRun: true })).toEqual(["console/1_one"]);
  const { rows } = await here.sql.query(
    "select to_regclass('console._prisma_migrations') as records, to_regclass('console.one') as one",
  );
  expect(rows).toEqual([{ records: null, one: null }]);
});

test("two starts at once apply each migration once", { timeout: SLOW }, async () => {
  await using here = await place();
  for (const n of [1, 2, 3])
    here.write("migrations", `${n}_slow`, `select pg_sleep(0.1); create table console.t${n} (id int)`);
  const both = await Promise.all([here.run(), here.run()]);
  expect(both.flat()).toHaveLength(3);
  expect(await tables(here)).toEqual(["console.t1", "console.t2", "console.t3"]);
});

test("killed midway, it leaves whole migrations only, and the next run goes on", { timeout: SLOW }, async () => {
  await using here = await place();
  here.write("migrations", "1_done", "create table console.done (id int)");
  here.write(
    "migrations",
    "2_long",
    "create table console.long (id int); select pg_sleep(3); create table console.longer (id int)",
  );
  const script = `import { migrate, migrationSets } from ${JSON.stringify(path.join(projectDir, "scripts/database/migrate.mjs"))};
    await migrate({ url: process.argv[1], sets: migrationSets(process.argv[2]), onStep: console.log });`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script, here.url, here.base], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise<void>((resolve) => {
    child.stdout.on("data", (chunk: Buffer) => {
      if (chunk.toString().includes("2_long")) setTimeout(resolve, 300);
    });
  });
  child.kill("SIGKILL");
  expect(await here.run()).toEqual(["console/2_long"]);
  expect(await tables(here)).toEqual(["console.done", "console.long", "console.longer"]);
});

test("a migration that fails is undone as a whole, and says why", { timeout: SLOW }, async () => {
  await using here = await place();
  here.write("migrations", "1_bad", "create table console.half (id int); select 1/0");
  await expect(here.run()).rejects.toThrow("The migration 1_bad (console) failed and was undone: division by zero");
  expect(await tables(here)).toEqual([]);
  here.write("migrations", "1_bad", "create table console.half (id int)");
  expect(await here.run()).toEqual(["console/1_bad"]);
});

test(
  "a migration that was changed after it had been applied is refused before anything is done",
  { timeout: SLOW },
  async () => {
    await using here = await place();
    here.write("migrations", "1_one", "create table console.one (id int)");
    await here.run();
    here.write("migrations", "1_one", "create table console.one (id bigint)");
    here.write("migrations", "2_two", "create table console.two (id int)");
    await expect(here.run()).rejects.toThrow("The migration 1_one (console) was changed after it had been applied");
    expect(await tables(here)).toEqual(["console.one"]);
  },
);

test("a database from a newer version is refused", { timeout: SLOW }, async () => {
  await using here = await place();
  here.write("runtime", "9_newer", "create table runtime.newer (id int)");
  await here.run();
  fs.rmSync(path.join(here.base, "runtime/9_newer"), { recursive: true });
  await expect(here.run()).rejects.toThrow("it was made by a newer version");
});

test("it waits ten seconds at most for a table that something else holds", { timeout: SLOW }, async () => {
  await using here = await place();
  here.write("migrations", "1_one", "create table console.one (id int)");
  await here.run();
  here.write("migrations", "2_alter", "alter table console.one add column name text");
  await here.sql.query("begin; lock table console.one");
  await expect(here.run()).rejects.toThrow("waited 10 s for a table that something else holds");
  await here.sql.query("commit");
  expect(await here.run()).toEqual(["console/2_alter"]);
});
