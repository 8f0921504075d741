import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { freePort } from "../../scripts/process/ports.mjs";
import { stopServer } from "../../scripts/postgres/server.mjs";

const DEBIAN = "/usr/lib/postgresql";

/** The newest Postgres that the system itself has, with its client programs; undefined where there is none. */
export function findSystemPostgres(): string | undefined {
  const versions = fs.existsSync(DEBIAN) ? fs.readdirSync(DEBIAN).map(Number) : [];
  return versions
    .filter((version) => version >= 15 && version <= 18)
    .sort((a, b) => b - a)
    .map((version) => path.join(DEBIAN, String(version), "bin"))
    .find((bin) =>
      ["initdb", "postgres", "pg_dump", "pg_restore"].every((name) => fs.existsSync(path.join(bin, name))),
    );
}

/** A server of the system's own Postgres, with an empty database "wheelhouse". */
export async function systemPostgres(bin: string): Promise<AsyncDisposable & { url: string }> {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "wheelhouse-system-"));
  const cluster = path.join(root, "cluster");
  const account = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  fs.chmodSync(root, 0o755);
  fs.mkdirSync(cluster, { mode: 0o700 });
  fs.writeFileSync(path.join(root, "password"), "given\n");
  if (account.uid) fs.chownSync(cluster, account.uid, account.gid);
  const options = { ...account, cwd: root, env: { PATH: process.env.PATH, LC_ALL: "C", NODE_ENV: "test" as const } };
  const made = spawnSync(
    path.join(bin, "initdb"),
    ["-D", cluster, "-U", "boss", "-A", "scram-sha-256", "--pwfile", path.join(root, "password"), "-E", "UTF8", "-N"],
    { ...options, encoding: "utf8" },
  );
  if (made.status !== 0) throw new Error(made.stderr);
  const port = await freePort();
  const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off"].flatMap((set) => [
    "-c",
    set,
  ]);
  const log = fs.openSync(path.join(root, "log"), "a");
  const child = spawn(path.join(bin, "postgres"), ["-D", cluster, "-p", String(port), ...settings], {
    ...options,
    stdio: ["ignore", log, log],
  });
  for (const until = Date.now() + 30_000; Date.now() < until; await new Promise((r) => setTimeout(r, 50))) {
    const pid = path.join(cluster, "postmaster.pid");
    if (fs.existsSync(pid) && fs.readFileSync(pid, "utf8").includes("ready")) break;
    if (child.exitCode !== null) throw new Error(fs.readFileSync(path.join(root, "log"), "utf8"));
  }
  const url = `postgresql://boss:given@127.0.0.1:${port}`;
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: `${url}/postgres` });
  await client.connect();
  await client.query("create database wheelhouse");
  await client.end();
  return {
    url: `${url}/wheelhouse`,
    async [Symbol.asyncDispose]() {
      await stopServer({ cluster, native: path.dirname(bin), account: null }, { atOnce: true });
      fs.rmSync(root, { recursive: true, force: true });
    },
  };
}
