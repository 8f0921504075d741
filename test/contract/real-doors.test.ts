import { execFileSync } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import net from "node:net";
import path from "node:path";
import { trace, context as otelContext, SpanStatusCode, type Context } from "@opentelemetry/api";
import { OTLPTraceExporter as JsonExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { OTLPTraceExporter as ProtoExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  SimpleSpanProcessor,
  type SpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sleep } from "../../scripts/process/processes.mjs";
import { inProject } from "../../scripts/setup/project.mjs";
import { startProduct } from "../setup/product.mjs";

/** The built product, as people start it. What is proved here are its doors as a runtime meets them. */
let product: Awaited<ReturnType<typeof startProduct>>;
let key = "";

beforeAll(async () => {
  product = await startProduct({ env: { CMS: "off", SAMPLE: "off", LOG_LEVEL: "warn" } });
  key = execFileSync(
    process.execPath,
    [
      inProject("scripts", "wheelhouse.mjs"),
      "key",
      "create",
      "--name",
      "doors",
      "--scopes",
      "turns:write,turns:read,config:read,config:write",
    ],
    { env: { ...process.env, DATA_DIR: product.dataDir, DATABASE_URL: "", NODE_ENV: "production" }, encoding: "utf8" },
  ).trim();
}, 240_000);

afterAll(() => product.remove(), 60_000);

const headers = () => ({ Authorization: `Bearer ${key}` });
const getJson = async (address: string) => {
  const response = await fetch(product.origin + address, { headers: headers() });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

function consolePid(): number {
  const children = JSON.parse(fs.readFileSync(path.join(product.dataDir, "children.json"), "utf8")) as Record<
    string,
    { pid: number }
  >;
  return children.console!.pid;
}

async function until<T>(ask: () => Promise<T | null | undefined | false>, withinMs = 30_000): Promise<T> {
  for (const end = Date.now() + withinMs; Date.now() < end; await sleep(50)) {
    const answer = await ask().catch(() => null);
    if (answer) return answer;
  }
  throw new Error(`It did not happen: ${String(ask)}`);
}

function tracerOf(processor: SpanProcessor) {
  const provider = new BasicTracerProvider({ spanProcessors: [processor] });
  return { provider, tracer: provider.getTracer("doors", "1.0") };
}

const exporters = {
  "protobuf, gzip": () =>
    new ProtoExporter({
      url: `${product.origin}/api/otel/v1/traces`,
      headers: headers(),
      compression: "gzip" as never,
    }),
  "protobuf, plain": () => new ProtoExporter({ url: `${product.origin}/api/otel/v1/traces`, headers: headers() }),
  "JSON, gzip": () =>
    new JsonExporter({ url: `${product.origin}/api/otel/v1/traces`, headers: headers(), compression: "gzip" as never }),
};

test.each(Object.entries(exporters))(
  "OpenTelemetry's own exporter, %s: each span alone and the root last",
  async (name, make) => {
    const failures: unknown[] = [];
    const exporter = make();
    const send = exporter.export.bind(exporter);
    exporter.export = (spans, done) =>
      send(spans, (result) => {
        if (result.code !== 0) failures.push(result.error);
        done(result);
      });
    const processor = name.includes("plain") ? new BatchSpanProcessor(exporter) : new SimpleSpanProcessor(exporter);
    const { provider, tracer } = tracerOf(processor);
    const root = tracer.startSpan("invoke_agent", {
      attributes: {
        "gen_ai.operation.name": "invoke_agent",
        "gen_ai.agent.name": "exporter",
        "gen_ai.conversation.id": "c-1",
      },
    });
    const inside: Context = trace.setSpan(otelContext.active(), root);
    const chat = tracer.startSpan(
      "chat",
      {
        attributes: {
          "gen_ai.operation.name": "chat",
          "gen_ai.provider.name": "openai",
          "gen_ai.request.model": "gpt-5",
          "gen_ai.usage.input_tokens": 120,
          "gen_ai.usage.cache_read.input_tokens": 100,
          "gen_ai.usage.output_tokens": 12,
          "gen_ai.response.finish_reasons": ["stop"],
          "gen_ai.input.messages": '[{"role":"user","parts":[{"type":"text","content":"Wie geht es? 今晩"}]}]',
          "gen_ai.output.messages": '[{"role":"assistant","parts":[{"type":"text","content":"Gut 😀"}]}]',
        },
      },
      inside,
    );
    chat.end();
    const tool = tracer.startSpan(
      "execute_tool",
      { attributes: { "gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "look" } },
      inside,
    );
    tool.recordException(new Error("it was dark"));
    tool.setStatus({ code: SpanStatusCode.ERROR, message: "it was dark" });
    tool.end();
    root.end();
    await provider.forceFlush();
    expect(failures).toEqual([]);
    const id = root.spanContext().traceId;
    const turn = await until(async () => {
      const { status, body } = await getJson(`/api/v1/turns/${id}`);
      return status === 200 && body.status === "ok" ? body : null;
    });
    expect(turn).toMatchObject({
      bot: "exporter",
      session_id: "c-1",
      model: "gpt-5",
      provider: "openai",
      request_messages: [{ role: "user", content: "Wie geht es? 今晩" }],
      response_text: "Gut 😀",
      token_usage: { input: 20, cache_read: 100, output: 12 },
      tool_calls: [{ tool_name: "look", status: "error", result_text: "it was dark" }],
      llm_calls: [{ model: "gpt-5", finish_reason: "stop" }],
      raw_attributes: { spans: { length: 3 }, scopes: [{ name: "doors" }] },
    });
    await provider.shutdown();
  },
);

test("killed in the middle of batches, the console has every item that it acknowledged, once", async () => {
  const BATCHES = 60;
  const TURNS = 40;
  const batch = (n: number) =>
    Array.from({ length: TURNS }, (_, i) => `kill-${n}-${i}`).flatMap((id) => [
      { type: "turn.start", bot: "crash", id, session_id: "kill", user_prompt: `ask ${id}` },
      { type: "tool_call", turn_id: id, call_id: "c", tool_name: "t", result_text: "x".repeat(500) },
      { type: "turn.update", id, response_append: "answer", response_offset: 0 },
      { type: "turn.update", id, status: "ok" },
    ]);
  const acknowledged = new Set<number>();
  const send = async (n: number) => {
    const response = await fetch(`${product.origin}/api/v1/ingest`, {
      method: "POST",
      headers: { ...headers(), "Content-Type": "application/json" },
      body: JSON.stringify({ items: batch(n) }),
    });
    const { results } = (await response.json()) as { results: { status: number }[] };
    if (response.status !== 207) throw new Error(`answered ${response.status}`);
    expect(results.every(({ status }) => status === 200 || status === 201)).toBe(true);
    acknowledged.add(n);
  };
  const before = consolePid();
  let next = 0;
  const workers = Array.from({ length: 4 }, async () => {
    while (next < BATCHES) {
      const mine = next++;
      await send(mine).catch(() => undefined);
    }
  });
  while (acknowledged.size < 8) await sleep(2);
  process.kill(before, "SIGKILL");
  await Promise.all(workers);
  const early = new Set(acknowledged);
  expect(early.size).toBeLessThan(BATCHES);
  await until(async () => (await fetch(`${product.origin}/readyz`)).ok && consolePid() !== before, 60_000);
  const ids = async () => {
    const response = await fetch(`${product.origin}/api/v1/turns/export?format=jsonl&session_id=kill`, {
      headers: headers(),
    });
    const lines = (await response.text()).split("\n").filter(Boolean);
    return lines.map(
      (line) => JSON.parse(line) as { id: string; status: string; response_text: string; tool_call_count: number },
    );
  };
  const known = new Set((await ids()).map((turn) => turn.id));
  for (const n of early) for (let i = 0; i < TURNS; i++) expect(known).toContain(`kill-${n}-${i}`);
  // Whoever got no answer sends again; what had been stored meanwhile is not stored twice.
  for (let n = 0; n < BATCHES; n++) if (!early.has(n) || n % 7 === 0) await send(n);
  const turns = await ids();
  expect(turns).toHaveLength(BATCHES * TURNS);
  expect(new Set(turns.map((turn) => turn.id)).size).toBe(turns.length);
  expect(
    turns.filter((turn) => turn.status !== "ok" || turn.response_text !== "answer" || turn.tool_call_count !== 1),
  ).toEqual([]);
}, 180_000);

/** One request as it stands on the wire. */
function raw(text: string): Promise<string> {
  const { hostname, port } = new URL(product.origin);
  return new Promise((resolve, reject) => {
    let said = "";
    const socket = net.connect(Number(port), hostname, () => socket.write(text));
    socket.on("data", (chunk) => (said += chunk.toString()));
    socket.on("end", () => resolve(said));
    socket.on("error", reject);
  });
}

test("a stranger is told so before anything else, whatever the address and the method", async () => {
  const ask = async (method: string, address: string, as = "whk_nobody") => {
    const answer = await raw(
      `${method} ${address} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${as}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
    );
    return [Number(answer.slice(9, 12)), /"code":"(\w+)"/.exec(answer)?.[1]];
  };
  for (const address of ["/api/v1/%", "/api/v1/turns/%E0%A4", "/api/v1/turns/%zz/tool-calls/x", "/api/otel/v1/%ff"])
    expect([address, ...(await ask("GET", address))]).toEqual([address, 401, "unauthenticated"]);
  for (const method of ["PROPFIND", "OPTIONS", "LOCK", "REPORT"])
    expect([method, ...(await ask(method, "/api/v1/turns"))]).toEqual([method, 401, "unauthenticated"]);
  expect(await ask("POST", "/api/otel/v1/traces")).toEqual([401, "unauthenticated"]);
  expect(await ask("GET", "/api/v1/%", key)).toEqual([404, "not_found"]);
  expect(await ask("PROPFIND", "/api/v1/turns", key)).toEqual([400, "invalid"]);
});

test("a client that sends slowly, or goes away halfway, keeps nobody waiting and leaves nothing behind", async () => {
  const body = JSON.stringify({ bot: "slow", id: "slow-1", user_prompt: "x".repeat(100_000) });
  const start = (text: string) => {
    const { hostname, port } = new URL(product.origin);
    const request = http.request({
      host: hostname,
      port,
      path: "/api/v1/turns",
      method: "POST",
      headers: { ...headers(), "Content-Type": "application/json", "Content-Length": Buffer.byteLength(text) },
    });
    request.on("error", () => undefined);
    return request;
  };
  // More than there are places for, all of them halfway through their bodies.
  const slow = Array.from({ length: 20 }, () => start(body));
  for (const request of slow) request.write(body.slice(0, 50_000));
  const gone = start(body.replace("slow-1", "gone-1"));
  gone.write(body.slice(0, 1_000));
  await sleep(100);
  gone.destroy();
  for (let i = 0; i < 5; i++) {
    const quick = await fetch(`${product.origin}/api/v1/turns`, {
      method: "POST",
      headers: { ...headers(), "Content-Type": "application/json" },
      body: JSON.stringify({ bot: "quick", id: `quick-${i}` }),
    });
    expect(quick.status).toBe(201);
  }
  const answers = await Promise.all(
    slow.map(
      (request) =>
        new Promise<number>((resolve) => {
          request.on("response", (response) => {
            response.resume();
            resolve(response.statusCode ?? 0);
          });
          request.end(body.slice(50_000));
        }),
    ),
  );
  expect(answers.filter((status) => status === 201)).toHaveLength(1);
  expect(answers.filter((status) => status === 200)).toHaveLength(19);
  expect((await getJson("/api/v1/turns/gone-1")).status).toBe(404);
});

test("a prompt is fetched by GET and HEAD under any key that may be, packed or not, and 304 comes without a body", async () => {
  const name = `a.b_c:d-${"x".repeat(120)}`;
  const address = `${product.origin}/api/v1/prompts/${encodeURIComponent(name)}`;
  const body = "Say what you know.\n".repeat(500);
  const put = await fetch(address, {
    method: "PUT",
    headers: { ...headers(), "Content-Type": "application/json" },
    body: JSON.stringify({ body }),
  });
  expect(put.status).toBe(201);
  const etags = new Set<string | undefined>();
  for (const encoding of ["gzip", "identity"]) {
    const ask = (method: string, more = {}) =>
      fetch(address, { method, headers: { ...headers(), "Accept-Encoding": encoding, ...more } });
    const got = await ask("GET");
    expect(((await got.json()) as { body: string }).body).toBe(body);
    const head = await ask("HEAD");
    expect([head.status, await head.text()]).toEqual([200, ""]);
    const etag = got.headers.get("etag")!;
    expect(head.headers.get("etag")).toBe(etag);
    etags.add(etag.replace(/^W\//, ""));
    const same = await ask("GET", { "If-None-Match": etag });
    expect([same.status, await same.text(), same.headers.get("etag")]).toEqual([304, "", etag]);
  }
  expect(etags.size).toBe(1);
  const missing = await fetch(`${product.origin}/api/v1/prompts/no.such.prompt`, {
    method: "HEAD",
    headers: headers(),
  });
  expect(missing.status).toBe(404);
});
