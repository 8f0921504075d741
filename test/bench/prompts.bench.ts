import { spawnSync } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import { expect, test } from "vitest";
import type { Sql } from "~/data/postgres.server";
import { fetchPrompt, fetchPrompts, listActivePrompts } from "~/data/runtime/prompt-fetch.server";
import { listPrompts } from "~/data/runtime/prompt-list.server";
import { listPromptVersions } from "~/data/runtime/prompt-store.server";
import { sleep } from "../../scripts/process/processes.mjs";
import { GLOBAL_SCOPE } from "~/lib/prompt-scope";
import { misdeeds } from "./explained-sql";
import { figure, percentile } from "./figure";
import { productHouse, type ProductHouse } from "./product-house";
import { seedPrompts } from "./seed-prompts";

const PROMPTS = Number(process.env.BENCH_ROWS ?? 5_000);
const VERSIONS = 50;
const PER_SECOND = 200;
const SECONDS = 15;
const TRIES = 60;

const keyOf = (n: number) => `bench.${String(1 + (n % Math.floor((PROMPTS * 4) / 5))).padStart(5, "0")}`;

test(`a house of ${PROMPTS} prompts with ${VERSIONS} versions each`, { timeout: 20 * 60_000 }, async () => {
  await using house = await productHouse();
  const started = performance.now();
  await seedPrompts(house.pool, { prompts: PROMPTS, versions: VERSIONS });
  figure(`seeding ${PROMPTS * VERSIONS} versions`, (performance.now() - started) / 1000, "s");
  const release = holdToOneCore(house.consolePid());
  await measureFetches(house);
  release();
  await measurePages(house);
  expect(await misdeedsOfPlans(house)).toEqual([]);
});

/** The console's process and all its threads on one processor; where that cannot be done the figures say less. */
function holdToOneCore(pid: number): () => void {
  const hold = (cores: string) => spawnSync("taskset", ["-a", "-p", "-c", cores, String(pid)]).status === 0;
  const held = hold("0");
  figure("processors that the console was held to", held ? 1 : 0, "");
  return () => void (held && hold("0-1023"));
}

/** As many calls a second, whether or not the ones before have come back. */
async function atRate(call: (n: number) => Promise<void>): Promise<number[]> {
  const times: number[] = [];
  const began = performance.now();
  const all: Promise<void>[] = [];
  let failed: unknown;
  for (let n = 0; n < PER_SECOND * SECONDS && !failed; n++) {
    const wait = began + (n * 1000) / PER_SECOND - performance.now();
    if (wait > 0) await sleep(wait);
    const started = performance.now();
    all.push(
      call(n).then(
        () => void times.push(performance.now() - started),
        (error: unknown) => void (failed ??= error),
      ),
    );
  }
  await Promise.all(all);
  if (failed) throw failed as Error;
  return times;
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 32 });

/** The client shares the processors with the product here, so it is the lightest that Node has. */
function get(address: string, headers: Record<string, string>): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    http
      .get(address, { agent, headers }, (response) => response.on("end", () => resolve(response)).resume())
      .on("error", reject);
  });
}

/** What a process has used of its processors so far; null where the system does not tell. */
function cpuMs(pid: number): number | null {
  const stat = `/proc/${pid}/stat`;
  if (!fs.existsSync(stat)) return null;
  const [user, system] = fs.readFileSync(stat, "utf8").split(") ")[1]!.split(" ").slice(11, 13);
  return (Number(user) + Number(system)) * 10;
}

async function measureFetches(house: ProductHouse): Promise<void> {
  const { product, keys } = house;
  const etags = new Map<string, string>();
  const address = (n: number) => `/api/v1/prompts/${keyOf(n * 7919)}${n % 3 === 0 ? `?scope=bot:bot-${n % 20}` : ""}`;
  const ask = async (n: number, known?: string) => {
    const headers = { authorization: `Bearer ${keys[n % keys.length]}`, ...(known && { "if-none-match": known }) };
    const response = await get(product.origin + address(n), headers);
    if (response.statusCode !== (known ? 304 : 200)) throw new Error(`${address(n)} answered ${response.statusCode}`);
    etags.set(address(n), response.headers.etag!);
  };
  for (let n = 0; n < 400; n++) await ask(n);
  const measure = async (name: string, limit: number, call: (n: number) => Promise<void>) => {
    const pid = house.consolePid();
    const before = cpuMs(pid);
    const times = await atRate(call);
    figure(`${name} at ${PER_SECOND} a second, p50`, percentile(times, 50), "ms", limit);
    figure(`${name} at ${PER_SECOND} a second, p99`, percentile(times, 99), "ms");
    if (before !== null) figure(`${name}, processor time of the console`, (cpuMs(pid)! - before) / times.length, "ms");
  };
  await measure("GET prompt", 5, (n) => ask(n));
  await measure("304 of a prompt", 3, (n) => ask(n, etags.get(address(n))));
}

async function measurePages(house: ProductHouse): Promise<void> {
  const pages: [string, string | (() => string)][] = [
    ["/prompts, the library", "/prompts"],
    ["/prompts, one category", "/prompts?category=chat"],
    ["/prompts/:key, of 50 versions", () => `/prompts/${keyOf(Math.floor(Math.random() * PROMPTS))}`],
  ];
  for (const [name, address] of pages) {
    const { p50, p95 } = await house.time(address, TRIES);
    figure(`${name}, p50`, p50, "ms");
    figure(`${name}, p95`, p95, "ms", 30);
  }
  const list = await house.time("/api/v1/prompts?limit=200", TRIES, house.keys[0]);
  figure("GET /api/v1/prompts, 200 rows, p95", list.p95, "ms");
}

type Plan = Parameters<typeof misdeeds>[0];

async function misdeedsOfPlans({ pool }: ProductHouse): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'runtime'::regnamespace and relkind = 'r' and reltuples < 1000",
  );
  const small = new Set(rows.map((row) => row.name));
  const found: string[] = [];
  const query = async (statement: string | { text: string; values: unknown[] }, given?: unknown[]) => {
    const { text, values } = typeof statement === "string" ? { text: statement, values: given } : statement;
    const explained = await pool.query<{ "QUERY PLAN": [{ Plan: Plan }] }>(`explain (format json) ${text}`, values);
    for (const misdeed of misdeeds(explained.rows[0]!["QUERY PLAN"][0].Plan, small))
      found.push(`${misdeed}: ${text.trim()}`);
    return pool.query(text, values);
  };
  const sql = { query } as unknown as Sql;
  const key = keyOf(42);
  await fetchPrompt(sql, { key, bot: null });
  await fetchPrompt(sql, { key, bot: "bot-3", version: 7 });
  await fetchPrompts(sql, [key, keyOf(43)], "bot-3");
  await listPromptVersions(sql, key, GLOBAL_SCOPE, { below: 40, limit: 20 });
  const from = { key, scope_type: "global", scope_id: "*" };
  await listPrompts(sql, { bots: null, from, limit: 51 });
  await listPrompts(sql, { bots: ["bot-3"], from: null, limit: 51 });
  // Every prompt of a bot is all there are: that one reads them all, and only their heads.
  const started = performance.now();
  await listActivePrompts(pool, "bot-3");
  figure("every prompt of a bot, without texts", performance.now() - started, "ms");
  return found;
}
