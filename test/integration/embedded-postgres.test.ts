import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { isRunning } from "../../scripts/process/processes.mjs";
import { clusterFile, readClusterFile, startEmbedded } from "../../scripts/postgres/embedded.mjs";
import { launcherProject } from "../setup/launcher-project";

const SLOW = 60_000;
const isRoot = process.getuid?.() === 0;
const NOBODY = { uid: 65534, gid: 65534 };

function dataDirectory(): Disposable & { dir: string } {
  const parent = fs.mkdtempSync(path.join(os.tmpdir(), "wheelhouse data "));
  fs.chmodSync(parent, 0o755);
  return {
    dir: path.join(parent, "of mine"),
    [Symbol.dispose]: () => fs.rmSync(parent, { recursive: true, force: true }),
  };
}

async function ask<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

test(
  "an empty directory becomes a running Postgres 18 that answers only on the loopback with a password",
  { timeout: SLOW },
  async () => {
    using data = dataDirectory();
    const server = await startEmbedded({ dir: data.dir, fast: true });
    try {
      const [row] = await ask<{ version: string; listens: string; sockets: string }>(
        server.url,
        "select current_setting('server_version') as version, current_setting('listen_addresses') as listens, current_setting('unix_socket_directories') as sockets",
      );
      expect(row).toEqual({ version: "18.4", listens: "127.0.0.1", sockets: "" });
      await expect(ask(server.url.replace(server.superuser.password, "wrong"), "select 1")).rejects.toThrow(/password/);
      expect(fs.statSync(clusterFile(data.dir)).mode & 0o777).toBe(0o600);
    } finally {
      expect(await server.stop()).toBe(true);
    }
    expect(isRunning(server.pid)).toBe(false);
  },
);

test(
  "everybody who starts a directory at once shares one server, and the last one to stop stops it",
  { timeout: SLOW },
  async () => {
    using data = dataDirectory();
    const servers = await Promise.all([1, 2, 3].map(() => startEmbedded({ dir: data.dir, fast: true })));
    expect(new Set(servers.map(({ pid }) => pid)).size).toBe(1);
    expect(servers.filter(({ created }) => created)).toHaveLength(1);
    const stopped = [];
    for (const server of servers) stopped.push(await server.stop());
    expect(stopped).toEqual([false, false, true]);
  },
);

test("what was committed before kill -9 is there after it", { timeout: SLOW }, async () => {
  using data = dataDirectory();
  const first = await startEmbedded({ dir: data.dir });
  await ask(first.url, "create table kept as select generate_series(1, 1000) as n");
  process.kill(first.pid, "SIGKILL");
  const second = await startEmbedded({ dir: data.dir });
  try {
    expect(second.adopted).toBe(false);
    expect(second.port).toBe(first.port);
    expect(await ask(second.url, "select count(*)::int as count from kept")).toEqual([{ count: 1000 }]);
  } finally {
    first.leave();
    await second.stop();
  }
});

test(
  "a pid file whose pid is somebody else's now, and a cluster that was half made, do not stand in the way",
  { timeout: SLOW },
  async () => {
    using data = dataDirectory();
    fs.mkdirSync(path.join(data.dir, "cluster.new", "base"), { recursive: true });
    const first = await startEmbedded({ dir: data.dir, fast: true });
    await first.stop();
    fs.writeFileSync(
      path.join(first.cluster, "postmaster.pid"),
      `${process.pid}\n${first.cluster}\n0\n${first.port}\n\n127.0.0.1\n0 0\nready\n`,
    );
    const second = await startEmbedded({ dir: data.dir, fast: true });
    expect(second.adopted).toBe(false);
    await second.stop();
    expect(fs.existsSync(path.join(data.dir, "cluster.new"))).toBe(false);
  },
);

test("a port that somebody else took is changed and remembered", { timeout: SLOW }, async () => {
  using data = dataDirectory();
  using other = dataDirectory();
  const first = await startEmbedded({ dir: data.dir, fast: true });
  await first.stop();
  const thief = await startEmbedded({ dir: other.dir, fast: true, port: first.port });
  const second = await startEmbedded({ dir: data.dir, fast: true });
  try {
    expect(second.port).not.toBe(first.port);
    expect(readClusterFile(data.dir)?.port).toBe(second.port);
  } finally {
    await thief.stop();
    await second.stop();
  }
});

test("a cluster of another version is refused in one line", { timeout: SLOW }, async () => {
  using data = dataDirectory();
  fs.mkdirSync(path.join(data.dir, "cluster"), { recursive: true });
  fs.writeFileSync(path.join(data.dir, "cluster", "PG_VERSION"), "16\n");
  await expect(startEmbedded({ dir: data.dir })).rejects.toThrow("was made by Postgres 16, and this is Postgres 18");
});

test.runIf(isRoot)(
  "root uses a user without rights, also where that one cannot enter the project",
  { timeout: SLOW },
  async () => {
    await using project = await launcherProject({ parentMode: 0o700 });
    const start = project.start({ CMS: "off" });
    await start.says(/sign-in\/link/);
    const file = readClusterFile(project.dataDir);
    expect(file?.cluster.startsWith("/var/lib/wheelhouse/")).toBe(true);
    expect(fs.statSync(file?.cluster ?? "").uid).not.toBe(0);
    expect(JSON.parse(fs.readFileSync(path.join(project.dataDir, "database.json"), "utf8"))).toMatchObject({
      mode: "embedded",
      cluster: file?.cluster,
    });
    start.child.kill("SIGTERM");
    expect(await start.ended).toBe(0);
  },
);

test.runIf(isRoot)(
  "a user without rights runs it as that user, and another one is told whose it is",
  { timeout: SLOW },
  async () => {
    await using project = await launcherProject({ account: NOBODY });
    const start = project.start({ CMS: "off" });
    await start.says(/sign-in\/link/);
    expect(readClusterFile(project.dataDir)?.cluster).toBe(path.join(fs.realpathSync(project.dataDir), "cluster"));
    expect(fs.statSync(project.dataDir).uid).toBe(NOBODY.uid);
    start.child.kill("SIGTERM");
    expect(await start.ended).toBe(0);

    fs.chownSync(path.join(project.dataDir, "cluster"), 1234, 1234);
    const foreign = project.start({ CMS: "off" });
    expect(await foreign.ended).toBe(1);
    expect(foreign.output()).toMatch(/The database in .* belongs to user 1234|No permission/);
    fs.chownSync(path.join(project.dataDir, "cluster"), NOBODY.uid, NOBODY.gid);
  },
);

test.runIf(isRoot)("a directory that may not be written to is one clear line", { timeout: SLOW }, async () => {
  await using project = await launcherProject({ account: NOBODY });
  fs.chownSync(project.dir, 0, 0);
  const start = project.start({ CMS: "off" });
  expect(await start.ended).toBe(1);
  expect(start.output().trim()).toMatch(
    /^No permission: .* could not be written to\. Give this user write access, or set DATA_DIR/,
  );
});

const SMALL = path.join(os.tmpdir(), `wheelhouse-small-${process.pid}`);

/** A file system of 20 MB; only root in a free machine may make one. */
function smallDisk(): boolean {
  if (!isRoot || process.platform !== "linux") return false;
  fs.mkdirSync(SMALL);
  if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=20m", "tmpfs", SMALL]).status === 0) return true;
  fs.rmdirSync(SMALL);
  return false;
}

test.runIf(smallDisk())("a full disk is one clear line, and nothing half made is left", { timeout: SLOW }, async () => {
  try {
    await using project = await launcherProject();
    const start = project.start({ CMS: "off", DATA_DIR: path.join(SMALL, "data") });
    expect(await start.ended).toBe(1);
    expect(start.output()).toMatch(
      /The disk is full: Postgres could not make its cluster\. Free some space and start again\.\n$/,
    );
    expect(fs.readdirSync(path.join(SMALL, "data"))).toEqual(["cluster.json"]);
  } finally {
    spawnSync("umount", [SMALL]);
    fs.rmdirSync(SMALL);
  }
});
