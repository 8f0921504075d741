import { execFile, execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sleep } from "../../scripts/process/processes.mjs";
import { modelServer } from "../fakes/model-server";
import { startProduct } from "../setup/product.mjs";

const run = promisify(execFile);
const SLOW = 60_000;

let product: Awaited<ReturnType<typeof startProduct>>;
let key = "";

beforeAll(async () => {
  product = await startProduct({ env: { CMS: "off" } });
  const scopes = "turns:write,turns:read";
  const create = ["scripts/wheelhouse.mjs", "key", "create", "--name", "examples", "--scopes", scopes];
  const { stdout } = await run(process.execPath, create, { env: environment({ DATA_DIR: product.dataDir }) });
  key = stdout.trim();
}, 120_000);

afterAll(() => product.remove());

/** Ours without the settings of whoever runs the tests. */
function environment(more: Record<string, string> = {}): NodeJS.ProcessEnv {
  const own = { WHEELHOUSE_URL: product.origin, WHEELHOUSE_KEY: key };
  return { PATH: process.env.PATH, HOME: os.homedir(), NODE_ENV: "production", ...own, ...more };
}

async function ask<T>(address: string): Promise<T> {
  const response = await fetch(`${product.origin}/api/v1/${address}`, { headers: { Authorization: `Bearer ${key}` } });
  expect(response.status).toBe(200);
  return (await response.json()) as T;
}

type Turn = { id: string; status: string; response_text: string; token_usage: object; tool_calls: object[] };

/** The newest turn of a model, whole. */
async function newest(model: string, channel?: string): Promise<Turn | undefined> {
  const { data } = await ask<{ data: { id: string; channel: string | null }[] }>(`turns?model=${model}`);
  const found = data.find((row) => channel === undefined || row.channel === channel);
  return found && ask<Turn>(`turns/${found.id}`);
}

function has(program: string, ...args: string[]): boolean {
  try {
    execFileSync(program, args, { stdio: "ignore" });
    return true;
  } catch {
    process.stdout.write(`  ${program} is not here: its example was not run\n`);
    return false;
  }
}

test("the curl example makes a turn with a tool call and an answer", { timeout: SLOW }, async () => {
  await run("sh", ["examples/curl/first-turn.sh"], { env: environment() });
  expect(await newest("by-hand", "terminal")).toMatchObject({
    status: "ok",
    response_text: "Seven degrees and rain, as ever.",
    tool_calls: [{ tool_name: "get_weather", status: "ok", result_text: "7 degrees, rain" }],
    token_usage: { input: 31, output: 12 },
  });
});

test("the Python example makes a turn whose answer came word by word", { timeout: SLOW }, async () => {
  if (!has("python3", "--version")) return;
  const { stdout } = await run("python3", ["examples/python/first_turn.py"], { env: environment() });
  const turn = await newest("by-hand", "script");
  expect(stdout.trim()).toBe(`${product.origin}/turns/${turn!.id}`);
  expect(turn).toMatchObject({ status: "ok", token_usage: { input: 9, output: 17 } });
  expect(turn!.response_text).toContain("You asked: Can you hear me?");
});

test("the TypeScript example's turn is seen while the model still speaks", { timeout: SLOW }, async () => {
  const words = ["Good ", "morning, ", "you ", "old ", "harbour."];
  await using model = await modelServer(words);
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "wheelhouse-example-"));
  const file = path.join(directory, "first-turn.mjs");
  await build({
    entryPoints: ["examples/typescript/first-turn.ts"],
    bundle: true,
    platform: "node",
    format: "esm",
    outfile: file,
  });
  const child = spawn(process.execPath, [file], {
    env: environment({ OPENAI_BASE_URL: model.url, OPENAI_API_KEY: "none", MODEL: "fake-model" }),
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise((resolve) => child.once("exit", resolve));
  try {
    let turn: Turn | undefined;
    for (const until = Date.now() + 30_000; !turn?.response_text && Date.now() < until; await sleep(50))
      turn = await newest("fake-model");
    expect(turn).toMatchObject({ status: "streaming" });
    expect("Good morning, you old ".startsWith(turn!.response_text)).toBe(true);
    model.goOn();
    expect(await ended).toBe(0);
    expect(said).toBe(`${words.join("")}\n`);
    expect(await newest("fake-model")).toMatchObject({
      status: "ok",
      response_text: words.join(""),
      token_usage: { input: 14, cache_read: 6, output: 9, reasoning: 0 },
    });
  } finally {
    child.kill();
    fs.rmSync(directory, { recursive: true });
  }
});

test("the simulator's bots play through the public interface", { timeout: 120_000 }, async () => {
  const simulate = ["scripts/simulate.mjs", "--once", "--speed", "60", "--seed", "harbour"];
  const { stdout } = await run(process.execPath, simulate, { env: environment() });
  expect(stdout).toMatch(/\d+ calls, \d+ of them again/);
  const { data } = await ask<{ data: { id: string; bot: string; status: string }[] }>("turns?limit=200");
  const played = data.filter(({ id }) => id.startsWith("sim-"));
  expect(new Set(played.map(({ bot }) => bot)).size).toBe(7);
  expect(played.some(({ status }) => status === "ok")).toBe(true);
  const events = await ask<{ data: { kind: string }[] }>("events?limit=200");
  const kinds = new Set(events.data.map(({ kind }) => kind));
  for (const kind of ["run_started", "assistant_delta", "tool_start", "tool_end", "run_completed"])
    expect(kinds).toContain(kind);
});
