import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { expect, test } from "vitest";
import { isRunning } from "../../scripts/process/processes.mjs";
import { readClusterFile } from "../../scripts/postgres/embedded.mjs";
import { runningServer } from "../../scripts/postgres/server.mjs";
import { oldPostgres } from "../fakes/old-postgres";
import { type LauncherProject, launcherProject } from "../setup/launcher-project";

const SLOW = 90_000;

function read(project: LauncherProject, name: string): string {
  return fs.readFileSync(path.join(project.dataDir, name), "utf8");
}

function readJson<T>(project: LauncherProject, name: string): T {
  return JSON.parse(read(project, name)) as T;
}

function children(project: LauncherProject): Record<string, { pid: number }> {
  return readJson(project, "children.json");
}

function databasePid(project: LauncherProject): number {
  return runningServer(readClusterFile(project.dataDir)?.cluster ?? "")?.pid ?? 0;
}

async function eventually(check: () => boolean | Promise<boolean>): Promise<void> {
  for (const until = Date.now() + 15_000; Date.now() < until; await new Promise((r) => setTimeout(r, 50)))
    if (await check()) return;
  throw new Error(`It did not happen: ${String(check)}`);
}

async function ask(project: LauncherProject, path = "/database"): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${project.port}${path}`).catch(() => undefined);
  return response ? response.text() : "";
}

const LINK = /(http:\/\/127\.0\.0\.1:\d+\/sign-in\/link\?token=\S+)/;

test(
  "a start ends in the link, a second one tells the address, SIGTERM stops all in order",
  { timeout: SLOW },
  async () => {
    await using project = await launcherProject();
    const first = project.start();
    expect(await first.says(LINK)).toBe(`http://127.0.0.1:${project.port}/sign-in/link?token=secret`);
    expect(await ask(project)).toBe("wheelhouse_app");
    for (const file of ["database.json", "secrets.json", "cluster.json"])
      expect(fs.statSync(path.join(project.dataDir, file)).mode & 0o777).toBe(0o600);
    expect(fs.statSync(project.dataDir).mode & 0o007).toBe(0);
    await eventually(() => fs.existsSync(path.join(project.dataDir, "cms.json")));
    expect(readJson<{ phase: string }>(project, "cms.json").phase).toBe("ready");

    const second = project.start();
    expect(await second.ended).toBe(0);
    expect(second.output()).toContain(`http://127.0.0.1:${project.port}`);

    const pids = [databasePid(project), ...Object.values(children(project)).map(({ pid }) => pid)];
    expect(pids.every((pid) => isRunning(pid))).toBe(true);
    const began = Date.now();
    first.child.kill("SIGTERM");
    expect(await first.ended).toBe(0);
    expect(Date.now() - began).toBeLessThan(10_000);
    expect(pids.filter((pid) => isRunning(pid))).toEqual([]);
    expect(read(project, "events.txt")).toContain("console stops, database there");
    expect(fs.existsSync(path.join(project.dataDir, "start.lock"))).toBe(false);
  },
);

test(
  "after kill -9 of the launcher the next start just works and leaves no second console",
  { timeout: SLOW },
  async () => {
    await using project = await launcherProject();
    const first = project.start();
    await first.says(LINK);
    const orphan = databasePid(project);
    const { console: old } = children(project);
    first.child.kill("SIGKILL");
    await first.ended;
    const second = project.start();
    await second.says(LINK);
    expect(second.output()).toContain("found running");
    expect(databasePid(project)).toBe(orphan);
    expect(isRunning(old?.pid ?? 0)).toBe(false);
    expect(await ask(project)).toBe("wheelhouse_app");
    second.child.kill("SIGINT");
    expect(await second.ended).toBe(0);
    expect(isRunning(orphan)).toBe(false);
  },
);

test("a killed database, console or CMS is started again", { timeout: SLOW }, async () => {
  await using project = await launcherProject();
  const running = project.start();
  await running.says(LINK);
  await eventually(() => "cms" in children(project));

  const database = databasePid(project);
  process.kill(database, "SIGKILL");
  await eventually(async () => (await ask(project)) === "wheelhouse_app");
  expect(databasePid(project)).not.toBe(database);

  const { console: web, cms } = children(project);
  process.kill(web?.pid ?? 0, "SIGKILL");
  process.kill(cms?.pid ?? 0, "SIGKILL");
  await running.says(/The console ended \(SIGKILL\)/);
  await running.says(/The CMS supervisor ended \(SIGKILL\)/);
  await eventually(() => {
    const now = children(project);
    return now.console !== undefined && now.cms !== undefined && now.console.pid !== web?.pid;
  });
  await eventually(async () => (await ask(project)) === "wheelhouse_app");
  running.child.kill("SIGTERM");
  expect(await running.ended).toBe(0);
});

test("it stops when whoever started it is gone", { timeout: SLOW }, async () => {
  await using project = await launcherProject();
  // The parent reads its lines, so they have nowhere to go once it is gone.
  const script = `const child = require("node:child_process").spawn(process.execPath, ["scripts/start.mjs"], { stdio: "pipe" });
    for (const name of ["stdout", "stderr"]) child[name].pipe(process[name]);
    console.log("launcher " + child.pid); setInterval(() => {}, 1000);`;
  const parent = project.spawn(["-e", script]);
  await parent.says(LINK);
  const launcher = Number(await parent.says(/launcher (\d+)/));
  const database = databasePid(project);
  parent.child.kill("SIGKILL");
  await eventually(() => !isRunning(launcher));
  expect(isRunning(database)).toBe(false);
});

test("a second Ctrl-C ends at once, and one that npm repeats does not", { timeout: SLOW }, async () => {
  await using project = await launcherProject();
  const repeated = project.start();
  await repeated.says(LINK);
  repeated.child.kill("SIGINT");
  repeated.child.kill("SIGINT");
  expect(await repeated.ended).toBe(0);

  fs.appendFileSync(
    path.join(project.dir, "build/server.js"),
    'process.removeAllListeners("SIGTERM"); process.on("SIGTERM", () => {});',
  );
  const stubborn = project.start();
  await stubborn.says(LINK);
  const pids = [databasePid(project), ...Object.values(children(project)).map(({ pid }) => pid)];
  stubborn.child.kill("SIGINT");
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const began = Date.now();
  stubborn.child.kill("SIGINT");
  expect(await stubborn.ended).toBe(1);
  expect(Date.now() - began).toBeLessThan(5000);
  await eventually(() => pids.every((pid) => !isRunning(pid)));
});

test("a port in use is one clear line, before anything is made", { timeout: SLOW }, async () => {
  await using project = await launcherProject();
  const server = net.createServer().listen(project.port, "127.0.0.1");
  const start = project.start();
  expect(await start.ended).toBe(1);
  expect(start.output().trim()).toBe(
    `Port ${project.port} on 127.0.0.1 is in use: stop what runs there, or set PORT to another.`,
  );
  expect(fs.existsSync(project.dataDir)).toBe(false);
  await new Promise((resolve) => server.close(resolve));
});

test("settings that are not right are named all at once", { timeout: SLOW }, async () => {
  await using project = await launcherProject();
  const start = project.start({ PORT: "http", DATABASE_URL: "mysql://x", JOBS: "no" });
  expect(await start.ended).toBe(1);
  for (const name of ["PORT", "DATABASE_URL", "JOBS"]) expect(start.output()).toContain(name);
  expect(fs.existsSync(project.dataDir)).toBe(false);
});

test(
  "a Postgres of the wrong version, none at all and an unknown host are one line each",
  { timeout: SLOW },
  async () => {
    await using project = await launcherProject();
    await using old = await oldPostgres(14);
    for (const [url, line] of [
      [`postgres://me@127.0.0.1:${old.port}/db`, "This Postgres is version 14.0; Wheelhouse works with 15 to 18"],
      ["postgres://me@127.0.0.1:1/db", "No Postgres answers at 127.0.0.1:1"],
      ["postgres://me@nowhere.invalid/db", 'The host "nowhere.invalid" of DATABASE_URL is not known'],
    ] as const) {
      const start = project.start({ DATABASE_URL: url });
      expect(await start.ended).toBe(1);
      expect(start.output()).toContain(line);
      expect(start.output()).not.toContain("    at ");
      expect(fs.existsSync(project.dataDir)).toBe(false);
    }
  },
);

test(
  "a console that cannot start fails the start with its reason, and stops the database again",
  { timeout: SLOW },
  async () => {
    await using project = await launcherProject();
    const start = project.start({ CONSOLE_FAILS: "yes" });
    expect(await start.ended).toBe(1);
    expect(start.output()).toContain(
      "The console ended before it was ready: The environment is not right: nothing fits",
    );
    expect(databasePid(project)).toBe(0);
  },
);

test("a lock whose process is gone, or whose pid is somebody else's now, is no lock", { timeout: SLOW }, async () => {
  await using project = await launcherProject();
  fs.mkdirSync(project.dataDir, { mode: 0o700 });
  const foreign = { pid: process.pid, started: "another time", address: "http://127.0.0.1:9" };
  fs.writeFileSync(path.join(project.dataDir, "start.lock"), JSON.stringify(foreign));
  fs.writeFileSync(path.join(project.dataDir, "children.json"), JSON.stringify({ console: foreign }));
  const start = project.start({ CMS: "off" });
  await start.says(LINK);
  start.child.kill("SIGTERM");
  expect(await start.ended).toBe(0);
});
