import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { backup } from "../../scripts/backup/backup.mjs";
import { restore } from "../../scripts/backup/restore.mjs";
import { openDatabase, readDatabaseFile, urlFor } from "../../scripts/database/database.mjs";
import { startEmbedded } from "../../scripts/postgres/embedded.mjs";
import { launcherProject } from "../setup/launcher-project";
import { findSystemPostgres, systemPostgres } from "../setup/system-postgres";

const SLOW = 120_000;
const system = findSystemPostgres();

async function ask(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

test.runIf(system)(
  "DATABASE_URL uses that Postgres, leaves it running, and a wrong password is one line",
  { timeout: SLOW },
  async () => {
    await using project = await launcherProject();
    await using server = await systemPostgres(system ?? "");
    const wrong = project.start({ DATABASE_URL: server.url.replace("given", "wrong"), CMS: "off" });
    expect(await wrong.ended).toBe(1);
    expect(wrong.output()).toMatch(/refuses the password of "boss": correct DATABASE_URL\.\n$/);
    expect(wrong.output()).not.toContain("wrong@");
    expect(fs.existsSync(project.dataDir)).toBe(false);

    const start = project.start({ DATABASE_URL: server.url, CMS: "off" });
    await start.says(/sign-in\/link/);
    expect(await (await fetch(`http://127.0.0.1:${project.port}/database`)).text()).toBe("wheelhouse_app");
    expect(fs.existsSync(path.join(project.dataDir, "cluster"))).toBe(false);
    start.child.kill("SIGTERM");
    expect(await start.ended).toBe(0);
    expect(await ask(server.url, "select 1 as one")).toEqual([{ one: 1 }]);
    // Without DATABASE_URL a command finds it by what the start wrote down.
    expect((await project.cli("doctor")).output).toMatch(/ok {4}database .*external, Postgres 1\d/);
  },
);

test.runIf(system)(
  "with DATABASE_URL a backup is a dump, and a restore brings rows, owners and grants back",
  { timeout: SLOW },
  async () => {
    await using project = await launcherProject();
    await using server = await systemPostgres(system ?? "");
    const settings = { dataDir: project.dataDir, databaseUrl: server.url };
    const { file } = await openDatabase(settings);
    await ask(urlFor(file, "owner"), "create table runtime.drill as select n as id from generate_series(1, 5000) n");
    await ask(urlFor(file, "cms"), "create table cms.strapi as select 1 as id");
    fs.mkdirSync(path.join(project.dataDir, "uploads"));
    fs.writeFileSync(path.join(project.dataDir, "uploads", "kept"), "kept");
    const target = path.join(project.dir, "a dump.tar.gz");
    await backup(settings, target, { withSecrets: false });

    await ask(urlFor(file, "owner"), "delete from runtime.drill; create table runtime.later (id int)");
    await ask(urlFor(file, "cms"), "drop table cms.strapi");
    fs.rmSync(path.join(project.dataDir, "uploads"), { recursive: true });
    await restore(settings, target);
    const again = readDatabaseFile(project.dataDir) ?? file;
    expect(
      await ask(urlFor(again, "reader"), "select count(*)::int as n, sum(id)::int as sum from runtime.drill"),
    ).toEqual([{ n: 5000, sum: 12_502_500 }]);
    await ask(urlFor(again, "app"), "insert into runtime.drill values (0)");
    expect(await ask(urlFor(again, "cms"), "select * from cms.strapi")).toEqual([{ id: 1 }]);
    expect(fs.readFileSync(path.join(project.dataDir, "uploads", "kept"), "utf8")).toBe("kept");
  },
);

test.runIf(system)(
  "a restore that was killed is undone, or finished where the new rows are there",
  { timeout: SLOW },
  async () => {
    await using project = await launcherProject();
    await using server = await systemPostgres(system ?? "");
    const settings = { dataDir: project.dataDir, databaseUrl: server.url };
    const { file } = await openDatabase(settings);
    await ask(urlFor(file, "owner"), "create table runtime.drill as select 'old' as what");
    const aside = ["console", "runtime", "cms"].map((name) => `alter schema ${name} rename to ${name}_before_restore`);
    await ask(server.url, aside.join(";"));
    await openDatabase(settings);
    expect(await ask(urlFor(file, "app"), "select what from runtime.drill")).toEqual([{ what: "old" }]);

    await ask(
      server.url,
      [...aside, "create schema runtime", "create table runtime.drill as select 'new' as what"].join(";"),
    );
    await openDatabase(settings);
    expect(await ask(server.url, "select what from runtime.drill")).toEqual([{ what: "new" }]);
    expect(await ask(server.url, "select nspname from pg_namespace where nspname like '%before%'")).toEqual([]);
  },
);

test("a server that is newer than pg_dump is refused with the package that helps", { timeout: SLOW }, async () => {
  await using project = await launcherProject();
  const newer = await startEmbedded({ dir: path.join(project.dir, "newer"), fast: true });
  try {
    const settings = { dataDir: project.dataDir, databaseUrl: newer.url };
    await expect(backup(settings, path.join(project.dir, "never"), { withSecrets: false })).rejects.toThrow(
      /needs pg_dump 18 or newer, .* for example the package postgresql-client-18/,
    );
    expect(fs.readdirSync(project.dir).filter((name) => name.startsWith("never"))).toEqual([]);
  } finally {
    await newer.stop();
  }
});
