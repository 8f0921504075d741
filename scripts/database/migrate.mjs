import { createHash, randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { connect } from "./connection.mjs";
import { Failure, codeOf, messageOf } from "../process/failure.mjs";
import { migrateQueue } from "./migrate-queue.mjs";
import { sleep } from "../process/processes.mjs";
import { inProject } from "../setup/project.mjs";

/**
 * @typedef {import("./connection.mjs").Client} Client
 * @typedef {{ schema: "console" | "runtime", table: string, dir: string }} MigrationSet
 * @typedef {{ set: MigrationSet, name: string, sql: string, checksum: string }} Migration
 */

/** Prisma's own advisory lock, so that `prisma migrate deploy` and this runner never work at once. */
const prismaLock = 72_707_369;

/** In this order. The console's table is Prisma's, column for column. @param {string} [base] @returns {MigrationSet[]} */
export function migrationSets(base = inProject("prisma")) {
  return [
    { schema: "console", table: "console._prisma_migrations", dir: path.join(base, "migrations") },
    { schema: "runtime", table: "runtime._migrations", dir: path.join(base, "runtime") },
  ];
}

/** @param {MigrationSet} set @returns {Migration[]} */
function readMigrations(set) {
  if (!fs.existsSync(set.dir)) return [];
  return fs
    .readdirSync(set.dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && fs.existsSync(path.join(set.dir, entry.name, "migration.sql")))
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const bytes = fs.readFileSync(path.join(set.dir, name, "migration.sql"));
      return { set, name, sql: bytes.toString("utf8"), checksum: createHash("sha256").update(bytes).digest("hex") };
    });
}

/** @param {Client} client @param {(line: string) => void} onWait */
async function takeLock(client, onWait) {
  for (let waited = 0; ; waited += 1) {
    const { rows } = await client.query("select pg_try_advisory_lock($1) as taken", [prismaLock]);
    if (rows[0].taken) return;
    if (waited === 5) onWait("another start is migrating; waiting for it");
    await sleep(200);
  }
}

/** @param {Client} client @param {MigrationSet} set */
async function ensureTable(client, { table }) {
  await client.query(`create table if not exists ${table} (
    id varchar(36) primary key,
    checksum varchar(64) not null,
    finished_at timestamptz,
    migration_name varchar(255) not null,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz not null default now(),
    applied_steps_count integer not null default 0
  )`);
}

/** @param {Client} client @param {MigrationSet} set @returns {Promise<{ migration_name: string, checksum: string, finished_at: Date | null }[]>} */
async function readApplied(client, { table }) {
  const { rows } = await client.query("select to_regclass($1) is not null as exists", [table]);
  if (!rows[0].exists) return [];
  const applied = await client.query(
    `select migration_name, checksum, finished_at from ${table} where rolled_back_at is null order by started_at`,
  );
  return applied.rows;
}

/**
 * What is still to be applied, or why nothing can be.
 * @param {Client} client @param {MigrationSet} set @returns {Promise<Migration[]>}
 */
async function pendingOf(client, set) {
  const known = readMigrations(set);
  const applied = await readApplied(client, set);
  for (const { migration_name: name, checksum, finished_at } of applied) {
    const migration = known.find((each) => each.name === name);
    if (!finished_at) {
      throw new Failure(
        `The migration ${name} (${set.schema}) was begun by Prisma and not finished: settle it with "prisma migrate resolve", then start again.`,
      );
    }
    if (!migration) {
      throw new Failure(
        `The database has the migration ${name} (${set.schema}), which this version does not know: it was made by a newer version. Start that one.`,
      );
    }
    if (migration.checksum !== checksum) {
      throw new Failure(
        `The migration ${name} (${set.schema}) was changed after it had been applied: put its migration.sql back as it was, and make the change in a new migration.`,
      );
    }
  }
  return known.filter((migration) => !applied.some((row) => row.migration_name === migration.name));
}

/** @param {unknown} error @param {Migration} migration */
function explain(error, { name, set }) {
  if (codeOf(error) === "55P03")
    return new Failure(
      `The migration ${name} (${set.schema}) waited 10 s for a table that something else holds: stop what uses the database, then start again.`,
      { cause: error },
    );
  if (codeOf(error) === "53100")
    return new Failure(
      `The disk is full: the migration ${name} (${set.schema}) was undone. Free some space and start again.`,
      { cause: error },
    );
  return new Failure(`The migration ${name} (${set.schema}) failed and was undone: ${messageOf(error)}`, {
    cause: error,
  });
}

/**
 * The record is written in the transaction of the migration, so whatever kills it leaves neither or both.
 * @param {Client} client @param {Migration} migration
 */
async function apply(client, migration) {
  try {
    await client.query("begin");
    await client.query("set local lock_timeout = '10s'");
    await client.query(migration.sql);
    await client.query(
      `insert into ${migration.set.table} (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
       values ($1, $2, clock_timestamp(), $3, now(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    );
    await client.query("commit");
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw explain(error, migration);
  }
}

/**
 * Applies both sets in order, each migration in a transaction, under one lock.
 * @param {{ url: string, dryRun?: boolean, sets?: MigrationSet[], onStep?: (line: string) => void }} options
 *   url: the owner's; dryRun: only say what would run
 * @returns {Promise<string[]>} what was applied, or would be, as `schema/name`
 */
export async function migrate({ url, dryRun = false, sets = migrationSets(), onStep = () => undefined }) {
  const client = await connect(url, { name: "wheelhouse migrate" });
  try {
    if (!dryRun) await takeLock(client, onStep);
    const names = [];
    // All that could be refused is looked at before anything is changed.
    const pending = [];
    for (const set of sets) pending.push(...(await pendingOf(client, set)));
    if (!dryRun) for (const set of sets) await ensureTable(client, set);
    for (const migration of pending) {
      if (!dryRun) {
        onStep(`${migration.set.schema}/${migration.name}`);
        await apply(client, migration);
      }
      names.push(`${migration.set.schema}/${migration.name}`);
    }
    if (!dryRun) await migrateQueue(url);
    return names;
  } finally {
    // Ending the connection lets go of the lock.
    await client.end().catch(() => undefined);
  }
}
