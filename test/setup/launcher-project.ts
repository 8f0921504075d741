import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type * as BuildModule from "../../scripts/build.mjs";
import { endLeftovers } from "../../scripts/process/leftovers.mjs";
import { freePort } from "../../scripts/process/ports.mjs";
import { accountFor } from "../../scripts/postgres/account.mjs";
import { readClusterFile } from "../../scripts/postgres/embedded.mjs";
import { runningServer, stopServer } from "../../scripts/postgres/server.mjs";
import { projectDir } from "../../scripts/setup/project.mjs";

const COPIED = ["scripts", "prisma", "package.json", "package-lock.json", "prisma.config.ts", "remix.config.js"];

export type Account = { uid: number; gid: number };

export type Started = {
  child: ChildProcess;
  output: () => string;
  /** Resolves with the text that was found. */
  says: (pattern: RegExp, withinMs?: number) => Promise<string>;
  /** Resolves when it ended, with its exit code. */
  ended: Promise<number | null>;
};

export type LauncherProject = AsyncDisposable & {
  dir: string;
  dataDir: string;
  port: number;
  start: (env?: Record<string, string>) => Started;
  /** Runs a script of the project. */
  spawn: (args: string[], env?: Record<string, string>) => Started;
  cli: (...args: string[]) => Promise<{ code: number | null; output: string }>;
};

function watch(child: ChildProcess): Started {
  let output = "";
  const ended = new Promise<number | null>((resolve) => void child.on("close", resolve));
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  async function says(pattern: RegExp, withinMs = 30_000): Promise<string> {
    for (const until = Date.now() + withinMs; Date.now() < until; await new Promise((r) => setTimeout(r, 20))) {
      const found = pattern.exec(output);
      if (found) return found[1] ?? found[0];
      if (child.exitCode !== null) break;
    }
    throw new Error(`${String(pattern)} was not said:\n${output}`);
  }
  return { child, output: () => output, says, ended };
}

/**
 * The real launcher in a project of its own, in a directory with spaces, with stand-ins for the console and the CMS.
 * Everything it started is gone when it is disposed. `commands` stands in for the server build.
 */
export async function launcherProject(
  options: { parentMode?: number; account?: Account; commands?: string } = {},
): Promise<LauncherProject> {
  const parent = fs.mkdtempSync(path.join(os.tmpdir(), "wheelhouse start "));
  const dir = path.join(parent, "the project");
  for (const name of COPIED)
    if (fs.existsSync(path.join(projectDir, name)))
      fs.cpSync(path.join(projectDir, name), path.join(dir, name), { recursive: true });
  fs.symlinkSync(path.join(projectDir, "node_modules"), path.join(dir, "node_modules"));
  fs.cpSync(path.join(projectDir, "test/fakes/cms.mjs"), path.join(dir, "scripts/cms.mjs"));
  for (const output of ["build/server", "build/client/assets"])
    fs.mkdirSync(path.join(dir, output), { recursive: true });
  fs.cpSync(path.join(projectDir, "test/fakes/console.mjs"), path.join(dir, "build/server.js"));
  fs.writeFileSync(path.join(dir, "build/server/index.js"), options.commands ?? "");
  const own = (await import(path.join(dir, "scripts/build.mjs"))) as typeof BuildModule;
  own.stampBuild();
  fs.chmodSync(parent, options.parentMode ?? 0o755);
  if (options.account) {
    fs.chownSync(dir, options.account.uid, options.account.gid);
    fs.chownSync(path.join(dir, "build"), options.account.uid, options.account.gid);
  }

  const dataDir = path.join(dir, ".wheelhouse");
  const port = await freePort();
  const running: ChildProcess[] = [];

  function spawnScript(args: string[], env: Record<string, string> = {}): Started {
    const child = spawn(process.execPath, args, {
      cwd: dir,
      env: { PATH: process.env.PATH, HOME: dir, NODE_ENV: "production", PORT: String(port), SAMPLE: "off", ...env },
      stdio: ["ignore", "pipe", "pipe"],
      ...options.account,
    });
    running.push(child);
    return watch(child);
  }

  return {
    dir,
    dataDir,
    port,
    start: (env) => spawnScript(["scripts/start.mjs"], env),
    spawn: spawnScript,
    async cli(...args) {
      const started = spawnScript(["scripts/wheelhouse.mjs", ...args]);
      return { code: await started.ended, output: started.output() };
    },
    async [Symbol.asyncDispose]() {
      for (const child of running) child.kill("SIGKILL");
      if (fs.existsSync(dataDir)) {
        await endLeftovers(dataDir);
        const cluster = readClusterFile(dataDir);
        if (cluster && runningServer(cluster.cluster)) {
          const place = { cluster: cluster.cluster, native: cluster.bin, account: accountFor(cluster.cluster) };
          await stopServer(place, { atOnce: true });
        }
        if (cluster && !cluster.cluster.startsWith(dir)) fs.rmSync(path.dirname(cluster.cluster), { recursive: true });
      }
      fs.rmSync(parent, { recursive: true, force: true });
    },
  };
}
