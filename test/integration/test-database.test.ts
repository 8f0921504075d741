import { expect, test } from "vitest";
import { env } from "~/config/env.server";
import { pool } from "~/data/postgres.server";
import { testDatabase } from "../setup/database";

test("each test has a database of its own, and the code under test uses it", async () => {
  await using first = await testDatabase();
  expect(env().DATABASE_URL).toBe(first.url);
  const { rows } = await pool().query<{ name: string; role: string }>(
    "select current_database() as name, current_user as role",
  );
  expect(rows[0]).toEqual({ name: new URL(first.url).pathname.slice(1), role: "wheelhouse_app" });
});

test("nothing of a test's database is left after it", async () => {
  const database = await testDatabase();
  await database[Symbol.asyncDispose]();
  expect(env().DATABASE_URL).not.toBe(database.url);
  await using another = await testDatabase();
  const { rows } = await another.owner.query("select 1 from pg_database where datname = $1", [
    new URL(database.url).pathname.slice(1),
  ]);
  expect(rows).toEqual([]);
});

test("the request role may not change the tables", async () => {
  await using database = await testDatabase();
  await expect(database.sql.query("create table console.mine (id int)")).rejects.toThrow(/permission denied/);
});
