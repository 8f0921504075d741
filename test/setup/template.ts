import fs from "node:fs";
import path from "node:path";
import pg from "pg";

export const TEMPLATE = "wheelhouse_template";

const ROLES = ["wheelhouse_owner", "wheelhouse_app", "wheelhouse_cms", "wheelhouse_reader"];

/** The address of another database, or another role, on the same server. */
export function withRole(url: string, role: string, database = new URL(url).pathname.slice(1)): string {
  const changed = new URL(url);
  changed.username = role;
  changed.pathname = `/${database}`;
  return changed.href;
}

/** Makes the database that every test's own is cloned from. */
export async function createTemplate(superuserUrl: string, name = TEMPLATE): Promise<void> {
  await query(superuserUrl, [
    ...ROLES.map((role) => `do $$ begin create role ${role} login; exception when duplicate_object then null; end $$`),
    `create database ${name} owner wheelhouse_owner`,
  ]);
  await query(withRole(superuserUrl, "postgres", name), [
    "create schema console authorization wheelhouse_owner",
    "create schema runtime authorization wheelhouse_owner",
    "create schema cms authorization wheelhouse_cms",
    "grant usage on schema console, runtime to wheelhouse_app",
    "grant usage on schema runtime to wheelhouse_reader",
    "grant usage on schema cms to wheelhouse_owner, wheelhouse_app",
    "grant create on schema cms to wheelhouse_owner",
    ...["console", "runtime"].flatMap((schema) => [
      `alter default privileges for role wheelhouse_owner in schema ${schema} grant select, insert, update, delete on tables to wheelhouse_app`,
      `alter default privileges for role wheelhouse_owner in schema ${schema} grant usage, select on sequences to wheelhouse_app`,
    ]),
    "alter default privileges for role wheelhouse_owner in schema runtime grant select on tables to wheelhouse_reader",
  ]);
  await query(withRole(superuserUrl, "wheelhouse_owner", name), migrations());
}

function migrations(): string[] {
  return ["prisma/migrations", "prisma/runtime"].flatMap((folder) =>
    (fs.existsSync(folder) ? fs.readdirSync(folder) : [])
      .sort()
      .map((name) => path.join(folder, name, "migration.sql"))
      .filter((file) => fs.existsSync(file))
      .map((file) => fs.readFileSync(file, "utf8")),
  );
}

async function query(url: string, statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
