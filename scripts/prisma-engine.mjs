#!/usr/bin/env node
/**
 * Stands in for Prisma's native schema engine, which the command line would download: the same engine, compiled to
 * WebAssembly, comes with npm. The command line starts it (PRISMA_SCHEMA_ENGINE_BINARY) and speaks JSON-RPC with it,
 * a line a message. Good for `migrate diff`, `deploy`, `status` and `validate`; not for `migrate dev`, whose shadow
 * database the adapter cannot read.
 */
import fs from "node:fs";
import { createRequire } from "node:module";
import readline from "node:readline";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import pg from "pg";
import { codeOf, messageOf } from "./process/failure.mjs";

const options = process.argv.slice(2);

/** Every value of an option that may be repeated. @param {string} name */
function values(name) {
  return options.flatMap((word, at) => (word === name ? [options[at + 1] ?? ""] : []));
}

/** @type {{ url?: string }} */
const { url } = JSON.parse(values("--datasource")[0] ?? "{}");

/** `schema-engine cli can-connect-to-database`: the exit code is the answer. */
async function answerWhetherItConnects() {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    await client.end();
    process.exit(0);
  } catch (error) {
    const missing = codeOf(error) === "3D000";
    const fields = { error_code: missing ? "P1003" : "P1001", message: messageOf(error), is_panic: false, meta: null };
    process.stderr.write(`${JSON.stringify({ fields })}\n`);
    process.exit(1);
  }
}

async function loadEngine() {
  const entry = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm");
  /** @type {any} */
  const bindings = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const bytes = fs.readFileSync(entry.replace(/schema_engine\.js$/, "schema_engine_bg.wasm"));
  /** @type {any} */
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start?.();
  /** @type {any} */ (globalThis).PRISMA_WASM_PANIC_REGISTRY ??= { set_message() {} };
  return bindings.SchemaEngine;
}

/** @param {string} method */
async function createEngine(method) {
  const schema = url ? (new URL(url).searchParams.get("schema") ?? undefined) : undefined;
  const connection = {
    connectionString: url,
    // The engine takes ?schema only as the name to use where none is written; the session has to agree.
    ...(schema && { options: `-c search_path=${schema}` }),
  };
  // With a schema of its own a difference would be written without schema names.
  const own = method === "diff" || method === "createMigration" ? undefined : schema;
  const factory = bindMigrationAwareSqlAdapterFactory(new PrismaPg(connection, { schema: own }));
  const datamodels = values("--datamodels").map((file) => [file, fs.readFileSync(file, "utf8")]);
  const engine = await loadEngine();
  return engine.new({ datamodels: datamodels.length > 0 ? datamodels : undefined }, () => undefined, factory);
}

/** @param {object} message */
function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
}

/** @type {Promise<any> | undefined} */
let engine;

/** @param {{ id: number, method: string, params: unknown }} call */
async function answer({ id, method, params }) {
  try {
    engine ??= createEngine(method);
    const result = await (await engine)[method](params);
    // The native engine prints a script through the command line, which answers that it has.
    if (method === "diff" && result?.stdout)
      send({ id: 1_000_000 + id, method: "print", params: { content: result.stdout } });
    send({ id, result: result ?? null });
  } catch (error) {
    /** @type {any} */
    const problem = error;
    const data = { is_panic: false, message: messageOf(error), meta: problem?.meta ?? null, error_code: problem?.code };
    send({ id, error: { code: 4466, message: "An error happened. Check the data field for details.", data } });
  }
}

if (options.includes("cli")) await answerWhetherItConnects();
/** @type {Set<Promise<void>>} */
const answering = new Set();
for await (const line of readline.createInterface({ input: process.stdin })) {
  const message = line.trim() ? JSON.parse(line) : {};
  if (!message.method) continue;
  const work = answer(message).finally(() => answering.delete(work));
  answering.add(work);
}
await Promise.all(answering);
process.exit(0);
