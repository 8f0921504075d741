import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { readDatabaseFile, urlFor } from "../../scripts/database/database.mjs";
import { freePort } from "../../scripts/process/ports.mjs";
import { sleep } from "../../scripts/process/processes.mjs";
import { startProduct, temporaryDataDir } from "../setup/product.mjs";
import { figure, median } from "./figure";

type Children = { console: { pid: number } };

const ROUNDS = 3;
/** Long enough for the jobs that run right after a start, and for a first collection of garbage. */
const IDLE_MS = 15_000;

test("how long a start takes, and what an idle console holds", { timeout: 600_000 }, async () => {
  const dataDir = temporaryDataDir();
  const env = { CMS: "off", SAMPLE: "on" };
  const first = await startProduct({ dataDir, env });
  figure("first start to link, all installed", first.readyMs / 1000, "s");
  await first.stop();
  const again: number[] = [];
  const stops: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const product = await startProduct({ dataDir, env });
    again.push(product.readyMs);
    stops.push((await product.stop()).ms);
  }
  figure("second start to link", median(again) / 1000, "s", 5);
  figure("stop", median(stops) / 1000, "s", 10);

  const product = await startProduct({ dataDir, env });
  try {
    const answers: number[] = [];
    for (let round = 0; round < ROUNDS; round++) answers.push(await firstAnswer(dataDir));
    figure("server start to first answer", median(answers) / 1000, "s", 1);
    await sleep(IDLE_MS);
    const children = JSON.parse(fs.readFileSync(path.join(dataDir, "children.json"), "utf8")) as Children;
    const { rss, pss } = memoryOf(children.console.pid);
    figure("console memory idle, resident", rss, "MB", 150);
    figure("console memory idle, its share", pss, "MB", 150);
  } finally {
    await product.remove();
  }
  expect(again.length).toBe(ROUNDS);
});

/** Starts one more console on the running database, until it answers a page. */
async function firstAnswer(dataDir: string): Promise<number> {
  const database = readDatabaseFile(dataDir)!;
  const port = await freePort();
  const started = performance.now();
  const child = spawn(process.execPath, ["build/server.js"], {
    stdio: "ignore",
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "production",
      PORT: String(port),
      DATA_DIR: dataDir,
      DATABASE_URL: urlFor(database, "app"),
      OWNER_DATABASE_URL: urlFor(database, "owner"),
      CMS: "off",
      JOBS: "off",
      LOG_LEVEL: "silent",
    },
  });
  try {
    for (;;) {
      const response = await fetch(`http://127.0.0.1:${port}/sign-in`).catch(() => undefined);
      await response?.arrayBuffer();
      if (response?.ok) return performance.now() - started;
      if (child.exitCode !== null) throw new Error(`The console ended with ${child.exitCode}`);
      await sleep(5);
    }
  } finally {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await ended;
  }
}

/** In MB. A process's share counts once what several have in common. */
function memoryOf(pid: number): { rss: number; pss: number } {
  const file = `/proc/${pid}/smaps_rollup`;
  if (!fs.existsSync(file)) throw new Error("The memory of another process is read from /proc, which only Linux has.");
  const text = fs.readFileSync(file, "utf8");
  const read = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(text)?.[1] ?? 0) / 1024;
  return { rss: read("Rss"), pss: read("Pss") };
}
