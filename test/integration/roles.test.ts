import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase, readDatabaseFile, urlFor } from "../../scripts/database/database.mjs";
import { startEmbedded } from "../../scripts/postgres/embedded.mjs";

const SLOW = 60_000;
const root = fs.mkdtempSync(path.join(os.tmpdir(), "wheelhouse roles "));
let server: Awaited<ReturnType<typeof startEmbedded>>;

beforeAll(async () => {
  fs.chmodSync(root, 0o755);
  server = await startEmbedded({ dir: path.join(root, "server"), fast: true });
}, SLOW);

afterAll(async () => {
  await server.stop();
  fs.rmSync(root, { recursive: true });
});

async function sql(url: string, text: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(text);
  } finally {
    await client.end();
  }
}

/** A database of somebody else's server, and a data directory that knows nothing yet. */
async function newDatabase(login = "postgres"): Promise<{ url: string; dataDir: string }> {
  const name = `other_${randomUUID().replaceAll("-", "")}`;
  await sql(server.url, `create database ${name} owner ${login}`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  if (login !== "postgres") {
    url.username = login;
    url.password = "given";
  }
  const dataDir = fs.mkdtempSync(path.join(root, "data "));
  return { url: url.href, dataDir };
}

test("each role may do its own part and nothing more", { timeout: SLOW }, async () => {
  const { url, dataDir } = await newDatabase();
  const { file } = await openDatabase({ dataDir, databaseUrl: url });
  expect(file).toMatchObject({ mode: "external", roles_shared: false });
  await sql(
    urlFor(file, "owner"),
    "create table console.people (id int); create table runtime.turns (id int); create table cms.outbox (id int)",
  );
  await sql(urlFor(file, "owner"), "create schema queue");
  await sql(urlFor(file, "app"), "insert into console.people values (1); insert into runtime.turns values (1)");
  await expect(sql(urlFor(file, "app"), "create table console.mine (id int)")).rejects.toThrow(/permission denied/);
  await expect(sql(urlFor(file, "app"), "truncate console.people")).rejects.toThrow(/permission denied/);
  expect((await sql(urlFor(file, "reader"), "select * from runtime.turns")).rowCount).toBe(1);
  await expect(sql(urlFor(file, "reader"), "select * from console.people")).rejects.toThrow(/permission denied/);
  await expect(sql(urlFor(file, "reader"), "insert into runtime.turns values (2)")).rejects.toThrow(
    /read-only|permission denied/,
  );
  await sql(urlFor(file, "cms"), "create table cms.strapi (id int)");
  await expect(sql(urlFor(file, "cms"), "select * from console.people")).rejects.toThrow(/permission denied/);
});

test("a login that may make roles but is no superuser is enough", { timeout: SLOW }, async () => {
  const dir = path.join(root, "second server");
  const second = await startEmbedded({ dir, fast: true });
  try {
    await sql(second.url, "create role maker login createrole password 'given'");
    await sql(second.url, "create database made owner maker");
    const url = `postgresql://maker:given@127.0.0.1:${second.port}/made`;
    const { file } = await openDatabase({ dataDir: fs.mkdtempSync(path.join(root, "data ")), databaseUrl: url });
    expect(file.roles_shared).toBe(false);
    await sql(urlFor(file, "owner"), "create table console.people (id int)");
    await sql(urlFor(file, "app"), "insert into console.people values (1)");
    await sql(urlFor(file, "cms"), "create table cms.strapi (id int)");
  } finally {
    await second.stop();
  }
});

test(
  "where roles may not be made, everything runs under the one login, and that is recorded",
  { timeout: SLOW },
  async () => {
    await sql(server.url, "create role plain login password 'given'");
    const { url, dataDir } = await newDatabase("plain");
    const { file } = await openDatabase({ dataDir, databaseUrl: url });
    expect(file.roles_shared).toBe(true);
    expect(readDatabaseFile(dataDir)?.roles_shared).toBe(true);
    await sql(urlFor(file, "owner"), "create table console.people (id int)");
    await sql(urlFor(file, "app"), "insert into console.people values (1)");
  },
);

test(
  "two installations on one server agree on the passwords, also when they start at once",
  { timeout: SLOW },
  async () => {
    const places = await Promise.all([newDatabase(), newDatabase(), newDatabase()]);
    const opened = await Promise.all(places.map(({ url, dataDir }) => openDatabase({ dataDir, databaseUrl: url })));
    for (const { file } of opened) expect((await sql(urlFor(file, "app"), "select 1")).rowCount).toBe(1);
  },
);

test("a wrong password and a database that is not there are one clear line each", { timeout: SLOW }, async () => {
  const { url, dataDir } = await newDatabase();
  const wrong = new URL(url);
  wrong.password = "wrong";
  await expect(openDatabase({ dataDir, databaseUrl: wrong.href })).rejects.toThrow(
    `Postgres at 127.0.0.1:${server.port} refuses the password of "postgres": correct DATABASE_URL.`,
  );
  const absent = new URL(url);
  absent.pathname = "/absent";
  await expect(openDatabase({ dataDir, databaseUrl: absent.href })).rejects.toThrow(
    'has no database "absent": create it',
  );
  expect(fs.readdirSync(dataDir)).toEqual([]);
});
