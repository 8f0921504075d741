import { execFileSync, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { inject } from "vitest";
import { freePort } from "../../scripts/process/ports.mjs";
import { addressOf } from "./template";

type State = { phase: string; detail: string; percent?: number; since: string; port: number; pid: number };

export const CMS_SECRET = "only the tests know this secret of the CMS";
/** A first build takes a minute or two on a busy machine; after that it is cached in cms/dist. */
export const CMS_BUILD_MS = 600_000;

export type CmsDatabase = AsyncDisposable & { url: string; superuserUrl: string };

/** A database of one's own, with an empty schema for Strapi. */
export async function cmsDatabase(): Promise<CmsDatabase> {
  const { superuserUrl, template, roles } = inject("databaseServer");
  const name = `cms_${randomUUID().replaceAll("-", "")}`;
  const server = new pg.Client({ connectionString: superuserUrl });
  await server.connect();
  await server.query(`create database ${name} template ${template} strategy file_copy`);
  return {
    url: addressOf(superuserUrl, name, roles.cms),
    superuserUrl: addressOf(superuserUrl, name),
    async [Symbol.asyncDispose]() {
      await server.query(`drop database if exists ${name} with (force)`);
      await server.end();
    },
  };
}

export type RunningCms = AsyncDisposable & {
  url: string;
  port: number;
  dataDir: string;
  supervisor: number;
  /** What the supervisor and Strapi said so far. */
  output: () => string;
  state: () => State | null;
  /** Waits until the state file says so. */
  until: (phase: string, withinMs?: number) => Promise<State>;
  /** The process that Strapi, or a build, runs in. */
  child: () => number | undefined;
  /** Ends the supervisor and tells its exit code and how long it took. */
  stop: (signal?: NodeJS.Signals) => Promise<{ code: number | null; ms: number }>;
};

/** The product's own supervisor on a database of the tests. */
export async function startCms(options: {
  databaseUrl: string;
  script?: string;
  port?: number;
  dataDir?: string;
  nodeOptions?: string;
}): Promise<RunningCms> {
  const port = options.port ?? (await freePort());
  const dataDir = options.dataDir ?? fs.mkdtempSync(path.join(os.tmpdir(), "wheelhouse-cms-"));
  const child = spawn(process.execPath, [options.script ?? "scripts/cms.mjs"], {
    env: {
      ...process.env,
      NODE_OPTIONS: options.nodeOptions ?? "",
      DATA_DIR: dataDir,
      CMS_DATABASE_URL: options.databaseUrl,
      CMS_PORT: String(port),
      CMS_SECRET,
      PUBLIC_URL: "http://127.0.0.1:3000",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
  const supervisor = child.pid!;

  function state(): State | null {
    const file = path.join(dataDir, "cms.json");
    return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, "utf8")) as State) : null;
  }

  async function until(phase: string, withinMs = 60_000): Promise<State> {
    const limit = Date.now() + withinMs;
    for (;;) {
      const now = state();
      if (now?.phase === phase && now.pid === supervisor) return now;
      if (Date.now() > limit || child.exitCode !== null)
        throw new Error(`The CMS did not become ${phase}: ${JSON.stringify(now)}\n${output}`);
      await delay(50);
    }
  }

  async function stop(signal: NodeJS.Signals = "SIGTERM") {
    const started = Date.now();
    child.kill(signal);
    const code = await ended;
    return { code, ms: Date.now() - started };
  }

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    dataDir,
    supervisor,
    output: () => output,
    state,
    until,
    child: () => childrenOf(supervisor)[0],
    stop,
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) await stop();
      if (!options.dataDir) fs.rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function childrenOf(parent: number): number[] {
  return execFileSync("ps", ["-A", "-o", "pid=,ppid=,stat="], { encoding: "utf8" })
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([, ppid, stat]) => Number(ppid) === parent && !stat?.startsWith("Z"))
    .map(([pid]) => Number(pid));
}
