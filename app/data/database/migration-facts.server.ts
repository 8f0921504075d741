import fs from "node:fs/promises";
import path from "node:path";
import { pool } from "~/data/postgres.server";

export type MigrationFacts = {
  set: "console" | "runtime";
  applied: { name: string; at: Date }[];
  pending: string[];
};

const SETS = [
  { set: "console", table: "console._prisma_migrations", folder: "prisma/migrations" },
  { set: "runtime", table: "runtime._migrations", folder: "prisma/runtime" },
] as const;

const known = new Map<string, Promise<string[]>>();

/** The migrations that this version brings. They do not change while it runs. */
function listKnown(folder: string): Promise<string[]> {
  let names = known.get(folder);
  if (!names) {
    names = fs.readdir(path.resolve(folder), { withFileTypes: true }).then(
      (entries) =>
        entries
          .filter((entry) => entry.isDirectory())
          .map((entry) => entry.name)
          .sort(),
      () => [],
    );
    known.set(folder, names);
  }
  return names;
}

async function factsOf({ set, table, folder }: (typeof SETS)[number]): Promise<MigrationFacts> {
  const exists = await pool().query<{ is_there: boolean }>("select to_regclass($1) is not null as is_there", [table]);
  const applied = exists.rows[0]!.is_there
    ? (
        await pool().query<{ name: string; at: Date }>(
          `select migration_name as name, finished_at as at from ${table}
           where finished_at is not null and rolled_back_at is null order by migration_name`,
        )
      ).rows
    : [];
  const done = new Set(applied.map(({ name }) => name));
  return { set, applied, pending: (await listKnown(folder)).filter((name) => !done.has(name)) };
}

export async function listMigrationFacts(): Promise<MigrationFacts[]> {
  return Promise.all(SETS.map(factsOf));
}
