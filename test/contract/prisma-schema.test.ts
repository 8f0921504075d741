import { randomUUID } from "node:crypto";
import path from "node:path";
import type pg from "pg";
import { expect, inject, test } from "vitest";
import { withConnection } from "../../scripts/database/connection.mjs";
import { prismaEnvironment } from "../../scripts/generate.mjs";
import { run } from "../../scripts/process/run.mjs";
import { testDatabase } from "../setup/database";
import { addressOf } from "../setup/template";

/** Only the runner's own table is none of Prisma's business. */
const RUNNERS = "_prisma_migrations";

type Catalogue = { columns: string[]; keys: string[]; indexes: string[] };

async function readCatalogue(sql: Pick<pg.Client, "query">): Promise<Catalogue> {
  const texts = async (query: string) =>
    (await sql.query<{ text: string }>(query, [RUNNERS])).rows.map(({ text }) => text);
  return {
    columns: await texts(`
      select format('%s.%s %s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then ' not null' end) as text
      from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'console'::regnamespace and c.relkind in ('r', 'p') and c.relname <> $1
        and a.attnum > 0 and not a.attisdropped order by 1`),
    keys: await texts(`
      select format('%s: %s', conrelid::regclass, pg_get_constraintdef(oid)) as text
      from pg_constraint where connamespace = 'console'::regnamespace and contype in ('p', 'f', 'u')
        and conrelid <> coalesce(to_regclass('console.' || $1), 0::oid) order by 1`),
    // Unique constraints are indexes as well; Prisma makes the one, and SQL by hand may make the other.
    indexes: await texts(`
      select regexp_replace(pg_get_indexdef(indexrelid), ' INDEX .* ON ', ' INDEX ON ') as text
      from pg_index i join pg_class c on c.oid = i.indrelid
      where c.relnamespace = 'console'::regnamespace and c.relname <> $1 and not i.indisprimary order by 1`),
  };
}

/** What Prisma itself would create for prisma/schema. */
async function prismasOwnSql(databaseUrl: string): Promise<string> {
  const { code, output } = await run(
    process.execPath,
    [
      "node_modules/prisma/build/index.js",
      "migrate",
      "diff",
      "--from-empty",
      "--to-schema",
      "prisma/schema",
      "--script",
    ],
    {
      env: {
        ...process.env,
        ...prismaEnvironment,
        PRISMA_SCHEMA_ENGINE_BINARY: path.resolve("scripts/prisma-engine.mjs"),
        DATABASE_URL: databaseUrl,
      },
    },
  );
  if (code !== 0) throw new Error(output);
  return output.slice(output.indexOf("-- CreateSchema"));
}

async function catalogueOfPrisma(): Promise<Catalogue> {
  const { superuserUrl } = inject("databaseServer");
  const name = `prisma_${randomUUID().replaceAll("-", "")}`;
  await withConnection(superuserUrl, (client) => client.query(`create database ${name}`));
  try {
    const url = addressOf(superuserUrl, name);
    const script = await prismasOwnSql(url);
    return await withConnection(url, async (client) => {
      await client.query(script);
      return readCatalogue(client);
    });
  } finally {
    await withConnection(superuserUrl, (client) => client.query(`drop database ${name} with (force)`));
  }
}

test("the migrations and prisma/schema make the same tables", async () => {
  await using database = await testDatabase();
  const made = await readCatalogue(database.owner);
  const wanted = await catalogueOfPrisma();
  expect(made.columns.length).toBeGreaterThan(20);
  expect(made.columns).toEqual(wanted.columns);
  const unique = ({ keys }: Catalogue) => keys.filter((key) => !key.includes(": UNIQUE"));
  expect(unique(made)).toEqual(unique(wanted));
  // SQL by hand may say more than Prisma can: partial indexes, expressions, other methods.
  const plain = made.indexes.filter((index) => index.includes("USING btree") && !/ WHERE |\(\(|\(lower/.test(index));
  expect(plain).toEqual(wanted.indexes);
});
