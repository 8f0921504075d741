import { randomUUID } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { env } from "~/config/env.server";
import { closePrisma, createPrisma, type PrismaClient } from "~/data/console/prisma.server";
import { closePostgres } from "~/data/postgres.server";
import { addressOf } from "./template";

export type TestDatabase = AsyncDisposable & {
  /** As the console's requests see it. */
  url: string;
  ownerUrl: string;
  superuserUrl: string;
  /** Queries with the role of `url`. */
  sql: pg.Pool;
  /** Queries as the owner of the tables, to look behind what the console may see. */
  owner: pg.Pool;
  prisma: PrismaClient;
};

/**
 * A database of one's own, migrated and empty: `await using database = await testDatabase()`. Until it is disposed
 * the code under test uses it too, so tests of one file run one after the other.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const { superuserUrl, template, roles } = inject("databaseServer");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const admin = new pg.Client({ connectionString: superuserUrl });
  await admin.connect();
  await admin.query(`create database ${name} template ${template} owner ${roles.owner.user} strategy file_copy`);
  const url = addressOf(superuserUrl, name, roles.app);
  const ownerUrl = addressOf(superuserUrl, name, roles.owner);
  const sql = new pg.Pool({ connectionString: url, max: 4 });
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  // A connection may still be closing when the database is dropped under it.
  for (const pool of [sql, owner]) pool.on("error", () => undefined);
  const prisma = createPrisma(url, 4);
  const before = { ...env() };
  Object.assign(env(), { DATABASE_URL: url, OWNER_DATABASE_URL: ownerUrl, ownerDatabaseUrl: ownerUrl });
  return {
    url,
    ownerUrl,
    superuserUrl: addressOf(superuserUrl, name),
    sql,
    owner,
    prisma,
    async [Symbol.asyncDispose]() {
      Object.assign(env(), before);
      await Promise.all([closePrisma(), closePostgres(), prisma.$disconnect(), sql.end(), owner.end()]);
      await untilLeft(admin, name);
      await admin.query(`drop database if exists ${name} with (force)`);
      await admin.end();
    },
  };
}

/** A pool's end does not wait for the server to see it; cutting such a connection off would throw where nobody listens. */
async function untilLeft(admin: pg.Client, name: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const { rowCount } = await admin.query("select 1 from pg_stat_activity where datname = $1", [name]);
    if (!rowCount) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
