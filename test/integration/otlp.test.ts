import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { forgetPartitions } from "~/data/runtime/turn-partitions.server";
import { closeSilentTurns } from "~/features/turns/close-silent-turns.server";
import { deleteTurns } from "~/features/turns/delete-turns.server";
import { decodeMessage, encodeMessage } from "~/features/turns/otlp/otlp-messages.server";
import { ingestSpans } from "~/features/turns/otlp/ingest-spans.server";
import type { OtlpSpan } from "~/features/turns/otlp/otlp-span";
import { readSpans } from "~/features/turns/otlp/read-spans";
import { writeMaskedCounts } from "~/features/turns/masking/masked-counts.server";
import { addExampleRule } from "~/features/turns/settings/masking-rules.server";
import { pauseBot } from "~/features/bots/pause/pause-bots.server";
import { getTurn } from "~/features/turns/api/turn-detail.server";
import { createApiKey } from "../factories/api-key";
import { otlpRequest, spanId, traceBeginning, traceId, type SpanSketch, type TraceSketch } from "../factories/otlp";
import { signedIn } from "../factories/user";
import { GEN_AI_NOW, GEN_AI_OLD } from "../fixtures/otlp/gen-ai";
import { LANGFUSE_TRACE } from "../fixtures/otlp/langfuse";
import { OPEN_INFERENCE_TRACE } from "../fixtures/otlp/open-inference";
import { TRACELOOP_TRACE } from "../fixtures/otlp/traceloop";
import { VERCEL_TRACE } from "../fixtures/otlp/vercel";
import { testDatabase, type TestDatabase } from "../setup/database";
import { machineApi } from "../setup/machine-api";
import { MACHINE_ROUTES, UNKNOWN_ROUTE } from "../setup/machine-routes";

const sender = { source: "test", bots: null };
const ADDRESS = "/api/otel/v1/traces";

async function fresh() {
  forgetPartitions();
  return testDatabase();
}

const spansOf = (name: string, sketch: TraceSketch, beginning?: number): OtlpSpan[] =>
  readSpans(otlpRequest(name, sketch, beginning)).spans;

/** Everything that a trace has left behind, but for when it was written. */
async function rowsOf({ owner }: TestDatabase, name: string) {
  const id = traceId(name);
  const { rows } = await owner.query(
    `select (select json_agg(to_jsonb(l) - 'updated_at' order by l.id) from runtime.turn_logs l where l.id like $1 || '%') as turns,
            (select json_agg(to_jsonb(p) order by p.id) from runtime.turn_payloads p where p.id like $1 || '%') as payloads,
            (select json_agg(to_jsonb(t) order by t.turn_id, t.call_id) from runtime.tool_call_records t where t.turn_id like $1 || '%') as tools,
            (select json_agg(to_jsonb(m) order by m.turn_id, m.call_id) from runtime.llm_calls m where m.turn_id like $1 || '%') as models,
            (select json_agg(to_jsonb(k) order by k.id) from runtime.turn_keys k where k.id like $1 || '%') as keys,
            (select count(*)::int from runtime.turn_runs r where r.turn_id like $1 || '%') as running`,
    [id],
  );
  return JSON.parse(JSON.stringify(rows[0]).replaceAll(id, "trace")) as Record<string, unknown>;
}

function shuffled<T>(list: readonly T[], random: (n: number) => number): T[] {
  const rest = [...list];
  return list.map(() => rest.splice(random(rest.length), 1)[0]!);
}

test("in any order, in any number of requests, sent twice or not, a trace leaves the same rows", async () => {
  await using database = await fresh();
  const beginning = traceBeginning();
  const chat: SpanSketch["attributes"] = {
    "gen_ai.operation.name": "chat",
    "gen_ai.request.model": "m",
    "gen_ai.usage.input_tokens": 3,
  };
  const two: TraceSketch = {
    service: { "service.name": "two" },
    scope: { name: "x", version: "1" },
    spans: [
      { id: "http", name: "POST /", from: 0, to: 90 },
      { id: "mid", parent: "http", name: "queue", from: 1, to: 80 },
      { id: "b", parent: "mid", name: "chat", from: 40, to: 70, attributes: chat },
      { id: "a", parent: "http", name: "chat", from: 5, to: 30, attributes: chat },
      { id: "sql", parent: "b", name: "select", from: 41, to: 42, attributes: { "db.system": "postgresql" } },
      { id: "step", parent: "http", name: "s", from: 81, to: 89, attributes: { "traceloop.span.kind": "task" } },
      { id: "redis", parent: "step", name: "get", from: 82, to: 83, attributes: { "db.system": "redis" } },
      { id: "c", parent: "step", name: "chat", from: 84, to: 88, attributes: chat },
      { id: "tool", parent: "b", name: "t", from: 45, to: 60, attributes: { "gen_ai.tool.name": "t" } },
    ],
  };
  let seed = 11;
  const random = (n: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % n;
  const sketches = {
    gen: GEN_AI_NOW,
    old: GEN_AI_OLD,
    oi: OPEN_INFERENCE_TRACE,
    ai: VERCEL_TRACE,
    tl: TRACELOOP_TRACE,
    lf: LANGFUSE_TRACE,
    two,
  };
  for (const [name, sketch] of Object.entries(sketches)) {
    await ingestSpans(sender, spansOf(`${name}-0`, sketch, beginning));
    const expected = await rowsOf(database, `${name}-0`);
    expect(expected.running).toBe(0);
    for (let round = 1; round <= 8; round++) {
      const trace = `${name}-${round}`;
      const spans = spansOf(trace, sketch, beginning);
      let rest = round === 1 ? [...spans].reverse() : shuffled(spans, random);
      const sent: OtlpSpan[] = [];
      while (rest.length > 0) {
        const some = round === 1 ? 1 : 1 + random(rest.length);
        const part = rest.slice(0, some);
        rest = rest.slice(some);
        sent.push(...part);
        await ingestSpans(sender, random(3) === 0 ? [...part, sent[random(sent.length)]!] : part);
      }
      expect([trace, await rowsOf(database, trace)]).toEqual([trace, expected]);
      const { rows: before } = await database.owner.query("select max(seq) as seq from runtime.turn_changes");
      await ingestSpans(sender, shuffled(spans, random));
      const { rows: after } = await database.owner.query("select max(seq) as seq from runtime.turn_changes");
      expect(after).toEqual(before);
    }
  }
}, 120_000);

test("requests about one trace at the same moment lose nothing", async () => {
  await using database = await fresh();
  const beginning = traceBeginning();
  await ingestSpans(sender, spansOf("whole", GEN_AI_NOW, beginning));
  const spans = spansOf("apart", GEN_AI_NOW, beginning);
  await Promise.all(spans.map((span) => ingestSpans(sender, [span])));
  expect(await rowsOf(database, "apart")).toEqual(await rowsOf(database, "whole"));
});

test("a turn whose root is still to come runs, keeps its id and its notes, and moves to its root's beginning", async () => {
  await using database = await fresh();
  // Across midnight: the rows move to another day's partition.
  const beginning = Math.floor(Date.now() / 86_400_000) * 86_400_000 - 10;
  const spans = spansOf("late", GEN_AI_NOW, beginning);
  const [root, ...rest] = spans;
  await ingestSpans(sender, rest);
  const id = traceId("late");
  expect(await getTurn(id, null)).toMatchObject({
    status: "streaming",
    tool_calls: { length: 3 },
    llm_calls: { length: 2 },
  });
  await database.owner.query(
    `insert into runtime.turn_notes (turn_id, id, turn_created_at, author_id, author_name, body)
     select id, gen_random_uuid(), created_at, 'u', 'Nora', 'look' from runtime.turn_keys where id = $1`,
    [id],
  );
  await ingestSpans(sender, [root!]);
  const turn = await getTurn(id, null);
  expect(turn).toMatchObject({ status: "ok", response_text: "Sunny, 24 degrees.", tool_call_count: 3 });
  expect(Date.parse(turn.started_at)).toBe(beginning);
  const { rows } = await database.owner.query(
    "select n.turn_created_at = l.created_at as same from runtime.turn_notes n join runtime.turn_logs l on l.id = n.turn_id",
  );
  expect(rows).toEqual([{ same: true }]);
});

test("a turn whose root never comes ends as its last call did, and a root that comes after all has the last word", async () => {
  await using database = await fresh();
  const [root, ...rest] = spansOf("never", GEN_AI_NOW);
  await ingestSpans(sender, rest);
  await database.owner.query("update runtime.turn_runs set lease_until = now() - interval '1 second'");
  expect(await closeSilentTurns()).toBe(1);
  const id = traceId("never");
  const settled = await getTurn(id, null);
  expect(settled).toMatchObject({ status: "ok", end_reason: null, response_text: "Sunny, 24 degrees." });
  expect(settled.latency_ms).toBe(4_130);
  await ingestSpans(sender, [root!]);
  expect(await getTurn(id, null)).toMatchObject({ status: "ok", latency_ms: 4_200, bot: "Trip-Planner" });
});

test("what was deleted stays deleted, whatever is sent again", async () => {
  await using database = await fresh();
  const { actor } = await signedIn(database.prisma, "admin");
  const spans = spansOf("gone", VERCEL_TRACE);
  await ingestSpans(sender, spans.slice(1));
  await deleteTurns({ ...actor, bots: null }, { id: traceId("gone") });
  const { count, reasons } = await ingestSpans(sender, spans);
  expect([count, ...reasons]).toEqual([spans.length, "belongs to a turn that was deleted or is past its retention"]);
  await expect(getTurn(traceId("gone"), null)).rejects.toThrow(/There is no turn/);
});

test("a trace older than texts are kept leaves its rows, however it comes", async () => {
  await using database = await fresh();
  const beginning = Date.now() - 10 * 86_400_000;
  await ingestSpans(sender, spansOf("old-0", VERCEL_TRACE, beginning));
  for (const span of spansOf("old-1", VERCEL_TRACE, beginning).reverse()) await ingestSpans(sender, [span]);
  const expected = await rowsOf(database, "old-0");
  expect(expected).toMatchObject({ payloads: null, turns: [{ status: "ok", tool_call_count: 1 }] });
  expect(await rowsOf(database, "old-1")).toEqual(expected);
});

test("two services with keys of their own in one trace each have their turn", async () => {
  await using database = await fresh();
  const spans = spansOf("both", GEN_AI_OLD);
  await ingestSpans(sender, spans);
  const other = { source: "elsewhere", bots: null };
  const chat = { "gen_ai.operation.name": "chat", "gen_ai.request.model": "m" };
  const theirs = spansOf("both", {
    scope: { name: "x", version: "1" },
    spans: [{ id: "z", name: "chat", from: 5, to: 9, attributes: chat }],
  });
  for (let i = 0; i < 2; i++) await ingestSpans(other, theirs);
  const { rows } = await database.owner.query("select id, source from runtime.turn_logs order by source desc");
  expect(rows).toEqual([
    { id: traceId("both"), source: "test" },
    { id: expect.stringMatching(new RegExp(`^${traceId("both")}-[0-9a-f]{8}$`)), source: "elsewhere" },
  ]);
});

test("raw attributes are kept, masked where a rule says so, and a paused bot is still heard", async () => {
  await using database = await fresh();
  const { actor } = await signedIn(database.prisma, "admin");
  await addExampleRule(actor, "e-mail");
  await pauseBot(actor, { bot: "*", reason: "" });
  const chat = {
    "gen_ai.operation.name": "chat",
    "gen_ai.request.model": "m",
    "custom.note": "from ada@example.org",
    "gen_ai.input.messages": '[{"role":"user","parts":[{"type":"text","content":"I am ada@example.org"}]}]',
  };
  await ingestSpans(
    sender,
    spansOf("raw", {
      service: { "host.name": "h1" },
      scope: { name: "x", version: "1" },
      spans: [{ id: "a", name: "chat", from: 0, to: 5, attributes: chat }],
    }),
  );
  const turn = await getTurn(traceId("raw"), null);
  expect(turn.user_prompt).toBe("I am [e-mail]");
  expect(turn.raw_attributes).toMatchObject({
    resources: [{ "host.name": "h1" }],
    scopes: [{ name: "x", version: "1" }],
    spans: [{ span_id: spanId("a"), attributes: { "custom.note": "from [e-mail]" } }],
  });
  await writeMaskedCounts();
});

test("the door: JSON and gzip, what it refuses and how, and keys", async () => {
  await using database = await fresh();
  const { key } = await createApiKey(database.prisma);
  const { key: reader } = await createApiKey(database.prisma, { scopes: ["turns:read"] });
  const { key: bound } = await createApiKey(database.prisma, { bots: ["joker"], source: "bound" });
  const { key: wrong } = await createApiKey(database.prisma, { bots: ["x", "y"], source: "wrong" });
  const { call } = machineApi(MACHINE_ROUTES, UNKNOWN_ROUTE, { key });
  const request = (name: string) => JSON.stringify(otlpRequest(name, TRACELOOP_TRACE));
  const send = (rawBody: BodyInit, headers: Record<string, string> = {}, as = key) =>
    call("POST", ADDRESS, undefined, { rawBody, key: as, headers: { "Content-Type": "application/json", ...headers } });

  const sent = await send(gzipSync(request("json")), { "Content-Encoding": "gzip" });
  expect([sent.status, sent.body]).toEqual([200, {}]);
  expect((await call("GET", `/api/v1/turns/${traceId("json")}`)).body).toMatchObject({
    bot: "joke-factory",
    status: "ok",
  });
  expect((await send('{"resourceSpans":[]}')).body).toEqual({});

  const early = await send(JSON.stringify(otlpRequest("early", TRACELOOP_TRACE, Date.now() + 48 * 3_600_000)));
  expect([early.status, early.body]).toEqual([
    200,
    { partialSuccess: { rejectedSpans: "4", errorMessage: "starts more than a day ahead: check the sender's clock" } },
  ]);
  await send(request("bound"), {}, bound);
  expect((await call("GET", `/api/v1/turns/${traceId("bound")}`, undefined, { key })).body.bot).toBe("joker");
  expect((await send(request("wrong"), {}, wrong)).body.partialSuccess).toMatchObject({ rejectedSpans: "4" });

  const refused = await send("{", {});
  expect(refused.body).toMatchObject({ code: 3, message: "The body is not valid JSON.", error: { code: "invalid" } });
  const statuses = [
    refused,
    await send(Buffer.from([0xff, 0xfe]), {}),
    await send("x", { "Content-Type": "text/plain" }),
    await send(request("a"), { "Content-Encoding": "br" }),
    await send("not gzip", { "Content-Encoding": "gzip" }),
    await send(gzipSync(Buffer.alloc(9 * 1024 * 1024, 32)), { "Content-Encoding": "gzip" }),
    await send(Buffer.from([0x0a, 0xff, 0xff]), { "Content-Type": "application/x-protobuf" }),
    await send(request("a"), {}, reader),
    await send(request("a"), {}, "whk_nobody"),
    await call("GET", ADDRESS),
    await call("PUT", ADDRESS),
  ].map((answer) => answer.status);
  expect(statuses).toEqual([400, 400, 415, 415, 400, 413, 400, 403, 401, 404, 404]);
});

test("the door in protobuf answers in protobuf, also when it refuses", async () => {
  await using database = await fresh();
  const { key } = await createApiKey(database.prisma);
  const { open } = machineApi(MACHINE_ROUTES, UNKNOWN_ROUTE, { key });
  const send = async (rawBody: BodyInit) => {
    const response = await open("POST", ADDRESS, undefined, {
      rawBody,
      headers: { "Content-Type": "application/x-protobuf" },
    });
    expect(response.headers.get("content-type")).toBe("application/x-protobuf");
    return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()) };
  };
  const span = { spanId: Buffer.alloc(8, 7), name: "chat", startTimeUnixNano: String(BigInt(Date.now()) * 1_000_000n) };
  const spans = [
    {
      ...span,
      traceId: Buffer.alloc(16, 1),
      attributes: [{ key: "gen_ai.operation.name", value: { stringValue: "chat" } }],
    },
    { ...span, traceId: Buffer.alloc(3, 1) },
  ];
  const mixed = await send(
    encodeMessage("ExportTraceServiceRequest", { resourceSpans: [{ scopeSpans: [{ spans }] }] }),
  );
  expect(mixed.status).toBe(200);
  expect(decodeMessage("ExportTraceServiceResponse", mixed.bytes)).toEqual({
    partialSuccess: { rejectedSpans: "1", errorMessage: "a trace id is not 16 bytes" },
  });
  expect(await getTurn("01".repeat(16), null)).toMatchObject({ bot: "unknown", status: "ok" });
  const broken = await send(Buffer.from([0x0a, 0xff, 0xff]));
  expect(broken.status).toBe(400);
  expect(decodeMessage("Status", broken.bytes)).toMatchObject({
    code: 3,
    message: expect.stringContaining("protobuf"),
  });
});

test("a trace that grows without end is refused from some size on, and harms nobody", async () => {
  await using _database = await fresh();
  const chat = { "gen_ai.operation.name": "chat", "gen_ai.request.model": "m" };
  const many = (from: number, count: number): TraceSketch => ({
    scope: { name: "x", version: "1" },
    spans: Array.from({ length: count }, (_, i) => ({
      id: (from + i).toString(36),
      parent: "root",
      name: "step",
      from: 1,
      to: 2,
    })),
  });
  const root: TraceSketch = {
    scope: { name: "x", version: "1" },
    spans: [{ id: "root", name: "chat", from: 0, to: 9, attributes: chat }],
  };
  expect((await ingestSpans(sender, spansOf("huge", root))).count).toBe(0);
  expect((await ingestSpans(sender, spansOf("huge", many(0, 9_999)))).count).toBe(0);
  const refused = await ingestSpans(sender, spansOf("huge", many(20_000, 5)));
  expect([refused.count, ...refused.reasons]).toEqual([
    5,
    "belongs to a trace that is larger than can be kept together",
  ]);
  expect(await getTurn(traceId("huge"), null)).toMatchObject({ status: "ok" });
});

test("NUL, broken text, deep and large values come in without harm", async () => {
  await using _database = await fresh();
  let deep: unknown = "bottom";
  for (let i = 0; i < 300; i++) deep = { deep };
  const chat = {
    "gen_ai.operation.name": "chat",
    "gen_ai.request.model": "m\0\ud800",
    "gen_ai.prompt": `NUL \0 and \udc00 half ${"😀".repeat(100_000)}`,
    "key\0": deep,
    __proto__x: 1,
    huge: "9".repeat(400),
    "gen_ai.usage.input_tokens": 9e15,
    "gen_ai.usage.cost": -4,
    "session.id": "ünïcode / session",
  };
  await ingestSpans(
    sender,
    spansOf("odd", {
      scope: { name: "x", version: "1" },
      spans: [{ id: "a", name: "", from: 0, to: -5, attributes: chat }],
    }),
  );
  expect(await getTurn(traceId("odd"), null)).toMatchObject({
    model: "m\ufffd\ufffd",
    session_id: "unicode-session",
    latency_ms: 0,
    cost_usd: null,
    token_usage: { input: 400_000_000 },
  });
});
