import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import {
  CallAnswer,
  EventJson,
  ItemAnswers,
  ListOf,
  Receipt,
  StartedTurn,
  TurnDetailJson,
  TurnJson,
  UpdatedTurn,
} from "~/features/turns/api/turn-answers.server";
import { forgetPartitions } from "~/data/runtime/turn-partitions.server";
import { TURN_OPERATIONS } from "~/features/turns/api/turn-operations.server";
import { createApiKey } from "../factories/api-key";
import { testDatabase } from "../setup/database";
import { machineApi } from "../setup/machine-api";
import { siteMap } from "../setup/site-map";
import { MACHINE_ROUTES, UNKNOWN_ROUTE } from "../setup/machine-routes";

async function world() {
  forgetPartitions();
  const database = await testDatabase();
  const { key } = await createApiKey(database.prisma);
  const { key: novaKey } = await createApiKey(database.prisma, { bots: ["nova"], source: "test" });
  const { key: otherKey } = await createApiKey(database.prisma, { source: "elsewhere" });
  const { call, open } = machineApi(MACHINE_ROUTES, UNKNOWN_ROUTE, { key });
  return { database, call, open, key, novaKey, otherKey, [Symbol.asyncDispose]: () => database[Symbol.asyncDispose]() };
}

const TURNS = "/api/v1/turns";

test("every operation has its route, in the site map and here", () => {
  const known = siteMap().map((route) => `/${route.path.replace(/^\//, "")}`);
  for (const { path } of TURN_OPERATIONS) {
    const pattern = path.replace("{id}", ":id").replace("{call_id}", ":callId");
    expect(known).toContain(pattern);
    expect(Object.keys(MACHINE_ROUTES)).toContain(pattern);
  }
});

test("a turn from its start to its end", async () => {
  await using api = await world();
  const { call } = api;
  const start = await call("POST", TURNS, {
    bot: "nova",
    id: "t1",
    user_id: "u1",
    session_id: "s1",
    model: "m1",
    tags: ["a"],
    request_messages: [{ role: "user", content: "Why?" }],
    prompts: [{ key: "greeting", version: 2 }],
    metadata: { n: 1 },
  });
  expect(start.status).toBe(201);
  expect(StartedTurn.parse(start.body)).toMatchObject({ id: "t1", status: "streaming" });
  expect(start.body.url).toMatch(/\/turns\/t1$/);
  const again = await call("POST", TURNS, { bot: "nova", id: "t1", model: "other" });
  expect([again.status, again.body.status]).toEqual([200, "streaming"]);

  const append = await call("PATCH", `${TURNS}/t1`, { response_append: "Because ", response_offset: 0 });
  expect(UpdatedTurn.parse(append.body)).toMatchObject({ id: "t1", status: "streaming" });
  expect((await call("GET", `${TURNS}/t1`)).body).toMatchObject({ response_text: "Because ", model: "m1" });

  const tool = await call("PUT", `${TURNS}/t1/tool-calls/c1`, { tool_name: "search", arguments: { q: 1 } });
  expect(tool.status).toBe(200);
  expect(CallAnswer.parse(tool.body)).toMatchObject({ turn_id: "t1", call_id: "c1", status: "running" });
  await call("PUT", `${TURNS}/t1/tool-calls/c1`, { tool_name: "search", result_text: "found" });
  const model = await call("PUT", `${TURNS}/t1/llm-calls/l1`, {
    model: "m1",
    cost_usd: 0.25,
    token_usage: { input: 3 },
  });
  expect(CallAnswer.parse(model.body)).toMatchObject({ call_id: "l1", cost_usd: "0.25" });

  const end = await call("PATCH", `${TURNS}/t1`, {
    response_append: "so.",
    status: "ok",
    token_usage: { input: 10, output: 4, cache_read: 2 },
    cost_usd: "0.021300",
    ttft_ms: 80,
    latency_ms: 900,
    metadata: { m: 2 },
  });
  expect(end.body).toMatchObject({ status: "ok", cost_usd: "0.0213", latency_ms: 900 });

  const whole = TurnDetailJson.parse((await call("GET", `${TURNS}/t1`)).body);
  expect(whole).toMatchObject({
    user_prompt: "Why?",
    response_text: "Because so.",
    metadata: { n: 1, m: 2 },
    prompts: [{ key: "greeting", scope: "global", version: 2 }],
    tool_call_count: 1,
    payload_expired: false,
    token_usage: { input: 10, output: 4, cache_read: 2, cache_write: null, reasoning: null },
  });
  expect(whole.tool_calls).toMatchObject([{ call_id: "c1", status: "ok", arguments: { q: 1 }, result_text: "found" }]);
  expect(whole.llm_calls).toMatchObject([{ call_id: "l1", token_usage: { input: 3 } }]);
  // A late "streaming" is 200 without effect, and so is an empty call.
  expect((await call("PATCH", `${TURNS}/t1`, { status: "streaming" })).body.status).toBe("ok");
  expect((await call("PATCH", `${TURNS}/t1`, {})).status).toBe(200);
});

test("without an id the server makes one, and an id of another source is a conflict", async () => {
  await using api = await world();
  const { call } = api;
  const { body } = await call("POST", TURNS, { bot: "nova" });
  expect(body.id).toMatch(/^[A-Za-z0-9._:-]{1,128}$/);
  expect((await call("POST", TURNS, { bot: "nova", id: body.id }, { key: api.otherKey })).body.error.code).toBe(
    "conflict",
  );
  expect((await call("PATCH", `${TURNS}/${body.id}`, { status: "ok" }, { key: api.otherKey })).status).toBe(404);
});

test("a PATCH of an unknown id is 404 and never creates", async () => {
  await using api = await world();
  expect((await api.call("PATCH", `${TURNS}/none`, { status: "ok" })).body.error.code).toBe("not_found");
  expect((await api.call("GET", `${TURNS}/none`)).status).toBe(404);
  expect((await api.call("PUT", `${TURNS}/none/tool-calls/c`, { tool_name: "x" })).status).toBe(404);
});

test("an offset counts code points; past the end is 409, an equal overlap is skipped, an unequal one is 409", async () => {
  await using api = await world();
  const { call } = api;
  await call("POST", TURNS, { bot: "nova", id: "t1" });
  const append = (text: string, offset?: number) =>
    call("PATCH", `${TURNS}/t1`, { response_append: text, ...(offset !== undefined && { response_offset: offset }) });
  await append("a😀b");
  expect((await append("x", 4)).body.error).toMatchObject({ code: "conflict", details: { expected_offset: 3 } });
  expect((await append("😀bc", 1)).status).toBe(200);
  expect((await append("😀X", 1)).status).toBe(409);
  expect((await append("!")).status).toBe(200);
  expect((await call("GET", `${TURNS}/t1`)).body.response_text).toBe("a😀bc!");
});

test("bad values are 400 with the field that is wrong, wherever they stand", async () => {
  await using api = await world();
  const { call } = api;
  await call("POST", TURNS, { bot: "nova", id: "t1" });
  let deep: unknown = "x";
  for (let i = 0; i < 500; i++) deep = [deep];
  for (const [method, path, body] of [
    ["POST", TURNS, {}],
    ["POST", TURNS, { bot: "no va" }],
    ["POST", TURNS, { bot: "nova", id: "a/b" }],
    ["POST", TURNS, { bot: "nova", id: "x".repeat(129) }],
    ["POST", TURNS, { bot: "nova", started_at: "yesterday" }],
    ["POST", TURNS, { bot: "nova", started_at: new Date(Date.now() + 25 * 3_600_000).toISOString() }],
    ["POST", TURNS, { bot: "nova", started_at: new Date(Date.now() - 31 * 86_400_000).toISOString() }],
    ["POST", TURNS, { bot: "nova", metadata: { deep } }],
    ["PATCH", `${TURNS}/t1`, { status: "done" }],
    ["PATCH", `${TURNS}/t1`, { ended_at: "0000-01-01T00:00:00Z" }],
    ["PATCH", `${TURNS}/t1`, { cost_usd: 1e12 }],
    ["PATCH", `${TURNS}/t1`, { cost_usd: "-1" }],
    ["PATCH", `${TURNS}/t1`, { latency_ms: -1 }],
    ["PATCH", `${TURNS}/t1`, { token_usage: { input: 2_000_000_000 } }],
    ["PATCH", `${TURNS}/a%20b`, {}],
    ["PUT", `${TURNS}/t1/tool-calls/c%2F1`, { tool_name: "x" }],
    ["PUT", `${TURNS}/t1/tool-calls/c1`, {}],
    ["PUT", `${TURNS}/t1/llm-calls/c1`, {}],
    ["GET", `${TURNS}/a%20b`, undefined],
    ["DELETE", TURNS, undefined],
    ["DELETE", `${TURNS}?session_id=a&user_id=b`, undefined],
    ...[
      "limit=201",
      "limit=0",
      "limit=x",
      "cursor=zzz",
      "sort=nothing",
      "from=yesterday",
      "status=done",
      "min_latency_ms=-1",
      "min_latency_ms=",
      "has_tools=2",
      `q=${"x".repeat(257)}`,
      "bot=a&bot=b",
    ].map((query) => ["GET", `${TURNS}?${query}`, undefined] as const),
    ["GET", `${TURNS}/export?format=xml`, undefined],
    ["GET", "/api/v1/events?after=x", undefined],
    ["GET", "/api/v1/events?limit=500", undefined],
    ["POST", "/api/v1/ingest", { things: [] }],
  ] as const) {
    const answer = await call(method, path, body);
    expect([path, JSON.stringify(body)?.slice(0, 90), answer.status, answer.body?.error?.code]).toEqual([
      path,
      JSON.stringify(body)?.slice(0, 90),
      400,
      "invalid",
    ]);
  }
  const rawBody = `{"bot":"nova","request_messages":[${"[".repeat(100_000)}${"]".repeat(100_000)}]}`;
  expect((await call("POST", TURNS, undefined, { rawBody })).status).toBe(400);
});

test("times with any offset and amounts with an exponent are understood", async () => {
  await using api = await world();
  const { call } = api;
  const at = new Date(Date.now() - 60_000);
  const shifted = new Date(at.getTime() + 20 * 3_600_000).toISOString().replace("Z", "+20:00");
  await call("POST", TURNS, { bot: "nova", id: "t1", started_at: shifted });
  const { body } = await call("PATCH", `${TURNS}/t1`, { status: "ok", ended_at: shifted, cost_usd: 2.5e-7 });
  expect(body).toMatchObject({ cost_usd: "0.00000025", latency_ms: 0 });
  expect(Date.parse(body.started_at)).toBe(at.getTime());
  expect((await call("GET", `${TURNS}?from=${encodeURIComponent(shifted)}`)).body.data).toHaveLength(1);
});

test("the list: filters, every order, a cursor that holds its place, ties by id", async () => {
  await using api = await world();
  const { call } = api;
  const at = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();
  const same = at(50);
  const items = Array.from({ length: 12 }, (_, i) => [
    {
      type: "turn.start",
      id: `t${String(i).padStart(2, "0")}`,
      bot: i % 2 ? "nova" : "snark",
      started_at: i < 6 ? same : at(40 - i),
      tags: i % 3 ? ["x"] : ["x", "y"],
      session_id: `s${i % 4}`,
    },
    ...(i % 4 === 0
      ? []
      : [{ type: "turn.update", id: `t${String(i).padStart(2, "0")}`, status: "ok", latency_ms: i % 5 }]),
  ]).flat();
  const sent = await call("POST", "/api/v1/ingest", { items });
  expect(sent.status).toBe(207);
  expect(new Set(sent.body.results.map((r: { status: number }) => r.status))).toEqual(new Set([200, 201]));
  for (const sort of [
    "-started_at",
    "started_at",
    "latency_ms",
    "-latency_ms",
    "-cost_usd",
    "-total_tokens",
    "tool_call_count",
  ]) {
    const whole = ListOf(TurnJson).parse((await call("GET", `${TURNS}?sort=${sort}`)).body);
    expect(whole.data).toHaveLength(12);
    const paged: string[] = [];
    let cursor: string | null = null;
    do {
      const more: string = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
      const { body } = await call("GET", `${TURNS}?sort=${sort}&limit=5${more}`);
      paged.push(...body.data.map((row: { id: string }) => row.id));
      cursor = body.next_cursor;
    } while (cursor !== null);
    expect(paged).toEqual(whole.data.map((row) => row.id));
  }
  const newest = (await call("GET", TURNS)).body.data.map((row: { id: string }) => row.id);
  expect(newest).toEqual(["t11", "t10", "t09", "t08", "t07", "t06", "t05", "t04", "t03", "t02", "t01", "t00"]);
  const ids = async (query: string) => (await call("GET", `${TURNS}?${query}`)).body.data.length;
  expect(await ids("bot=nova")).toBe(6);
  expect(await ids("bot=nova&status=ok")).toBe(6);
  expect(await ids("status=streaming")).toBe(3);
  expect(await ids("tag=y")).toBe(4);
  expect(await ids("session_id=s1")).toBe(3);
  expect(await ids("min_latency_ms=4")).toBe(1);
  expect(await ids("has_tools=true")).toBe(0);
  expect(await ids(`to=${same}`)).toBe(0);
  expect(await ids(`from=${same}`)).toBe(12);
  const { next_cursor } = (await call("GET", `${TURNS}?limit=2`)).body;
  expect((await call("GET", `${TURNS}?sort=latency_ms&cursor=${next_cursor}`)).status).toBe(400);
});

test("a key that is bound to bots sees and writes only theirs", async () => {
  await using api = await world();
  const { call, novaKey } = api;
  const nova = { key: novaKey };
  await call("POST", TURNS, { bot: "snark", id: "t1", session_id: "s" });
  await call("PUT", `${TURNS}/t1/tool-calls/c`, { tool_name: "x", result_text: "y" });
  await call("POST", TURNS, { bot: "nova", id: "t2", session_id: "s" }, nova);
  expect((await call("POST", TURNS, { bot: "snark" }, nova)).status).toBe(403);
  expect((await call("POST", TURNS, { bot: "nova", id: "t1" }, nova)).status).toBe(403);
  expect((await call("PATCH", `${TURNS}/t1`, {}, nova)).status).toBe(403);
  expect((await call("GET", `${TURNS}/t1`, undefined, nova)).status).toBe(404);
  expect((await call("GET", `${TURNS}/t1/tool-calls/c/result`, undefined, nova)).status).toBe(404);
  expect((await call("GET", `${TURNS}?bot=snark`, undefined, nova)).status).toBe(403);
  expect((await call("GET", TURNS, undefined, nova)).body.data.map((row: { id: string }) => row.id)).toEqual(["t2"]);
  expect((await call("GET", `${TURNS}/export`, undefined, nova)).body).not.toContain('"t1"');
  expect((await call("DELETE", `${TURNS}/t1`, undefined, nova)).status).toBe(404);
  expect((await call("DELETE", `${TURNS}?session_id=s`, undefined, nova)).body.deleted.turns).toBe(1);
  expect((await call("GET", `${TURNS}/t1`)).status).toBe(200);
});

test("scopes are asked for, and an unknown key is 401 everywhere", async () => {
  await using api = await world();
  const { call, database } = api;
  const { key: reader } = await createApiKey(database.prisma, { scopes: ["turns:read"] });
  const { key: writer } = await createApiKey(database.prisma, { scopes: ["turns:write"] });
  const all = [
    ["POST", TURNS, reader],
    ["GET", TURNS, writer],
    ["DELETE", `${TURNS}?user_id=u`, reader],
    ["GET", `${TURNS}/export`, writer],
    ["GET", `${TURNS}/stream`, writer],
    ["GET", `${TURNS}/t1`, writer],
    ["PATCH", `${TURNS}/t1`, reader],
    ["DELETE", `${TURNS}/t1`, reader],
    ["PUT", `${TURNS}/t1/tool-calls/c`, reader],
    ["PUT", `${TURNS}/t1/llm-calls/c`, reader],
    ["GET", `${TURNS}/t1/tool-calls/c/result`, writer],
    ["POST", "/api/v1/events", reader],
    ["GET", "/api/v1/events", writer],
    ["POST", "/api/v1/ingest", reader],
  ] as const;
  for (const [method, path, key] of all) {
    expect([path, (await call(method, path, undefined, { key })).status]).toEqual([path, 403]);
    expect([path, (await call(method, path, undefined, { key: "whk_none" })).status]).toEqual([path, 401]);
  }
  expect((await call("GET", "/api/v1/ingest")).status).toBe(404);
  expect((await call("PUT", `${TURNS}/t1`)).status).toBe(404);
});

test("a batch answers each item as its single call would, and counts and sizes are limited", async () => {
  await using api = await world();
  const { call } = api;
  const { status, body } = await call("POST", "/api/v1/ingest", {
    items: [
      { type: "turn.start", bot: "nova", id: "t1" },
      { type: "turn.start", bot: "nova", id: "t1" },
      { type: "turn.update", id: "none", status: "ok" },
      { type: "turn.update", id: "t1", response_append: "x", response_offset: 7 },
      { type: "nothing" },
      "text",
      { type: "tool_call", turn_id: "t1", call_id: "c1", tool_name: "search" },
      { type: "llm_call", turn_id: "t1", call_id: "l1", model: "m" },
      { type: "event", session_key: "s", kind: "assistant_delta" },
      { type: "event", session_key: "s", kind: "assistant_delta", seq: 1, payload: { text: "a" } },
      { type: "turn.update", id: "t1", status: "ok" },
    ],
  });
  expect(status).toBe(207);
  const { results } = ItemAnswers.parse(body);
  expect(results.map((each) => each.index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(results.map((each) => each.status)).toEqual([201, 200, 404, 409, 400, 400, 200, 200, 400, 200, 200]);
  expect(results[3]!.error).toMatchObject({ code: "conflict", details: { expected_offset: 0 } });
  const many = { items: Array.from({ length: 1_001 }, () => ({ type: "turn.start", bot: "nova" })) };
  expect((await call("POST", "/api/v1/ingest", many)).status).toBe(413);
  expect((await call("POST", "/api/v1/events", { events: many.items })).status).toBe(413);
  const raw = (rawBody: BodyInit, headers = {}) => call("POST", "/api/v1/ingest", undefined, { rawBody, headers });
  const zipped = (text: string) => raw(gzipSync(text), { "Content-Encoding": "gzip" });
  expect((await zipped(`{"items":[]}`)).status).toBe(207);
  expect((await zipped(`{"items":["${"x".repeat(8 * 1024 * 1024)}"]}`)).status).toBe(413);
  expect((await raw("{")).status).toBe(400);
  expect((await raw(new Uint8Array([0x7b, 0xff]))).status).toBe(400);
  expect((await raw("x", { "Content-Encoding": "gzip" })).status).toBe(400);
  expect((await raw("x", { "Content-Type": "text/plain" })).status).toBe(415);
});

test("the same batch sent five times makes one row each", async () => {
  await using api = await world();
  const { call, database } = api;
  const items = [
    { type: "turn.start", bot: "nova", id: "t1", session_id: "s1" },
    { type: "tool_call", turn_id: "t1", call_id: "c1", tool_name: "search", result_text: "r" },
    { type: "llm_call", turn_id: "t1", call_id: "l1", model: "m" },
    { type: "turn.update", id: "t1", response_append: "Hello", response_offset: 0 },
    { type: "turn.update", id: "t1", status: "ok", ended_at: new Date().toISOString() },
    { type: "event", session_key: "s", run_id: "r", kind: "run_started", payload: { b: 1, a: [true, null] } },
  ];
  await Promise.all([1, 2, 3].map(() => call("POST", "/api/v1/ingest", { items })));
  for (let i = 0; i < 2; i++) {
    const { body } = await call("POST", "/api/v1/ingest", { items });
    expect(body.results.map((each: { status: number }) => each.status)).toEqual([200, 200, 200, 200, 200, 200]);
  }
  const tables = [
    "turn_keys",
    "turn_logs",
    "turn_payloads",
    "tool_call_records",
    "llm_calls",
    "sessions",
    "agent_events",
    "agent_runs",
  ];
  for (const table of tables) {
    const { rows } = await database.owner.query(`select count(*)::int as n from runtime.${table}`);
    expect([table, rows[0].n]).toEqual([table, 1]);
  }
  expect((await call("GET", `${TURNS}/t1`)).body).toMatchObject({ response_text: "Hello", tool_call_count: 1 });
});

test("NUL, lone surrogates and five megabytes are stored without harm", async () => {
  await using api = await world();
  const { call } = api;
  const random = (seed: number, size: number) => {
    let state = seed;
    return Array.from({ length: size }, () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return String.fromCodePoint(0x4e00 + (state % 20_000));
    }).join("");
  };
  // As hard for the index as it gets: nearly every pair of characters is a word of its own.
  const large = random(7, 1_600_000);
  await call("POST", TURNS, {
    bot: "nova",
    id: "t1",
    user_prompt: "a\u0000b\uD800c",
    metadata: { "k\u0000": "\uDFFF" },
  });
  expect((await call("PATCH", `${TURNS}/t1`, { response_text: large, status: "ok" })).status).toBe(200);
  const { body } = await call("GET", `${TURNS}/t1`);
  expect(body.user_prompt).toBe("a\uFFFDb\uFFFDc");
  expect(body.metadata).toEqual({ "k\uFFFD": "\uFFFD" });
  expect(body.response_text === large).toBe(true);
});

test("what comes out of order, by a wrong clock or from a bot that nobody knows is taken or refused clearly", async () => {
  await using api = await world();
  const { call } = api;
  const at = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
  const batch = async (...items: object[]) =>
    (await call("POST", "/api/v1/ingest", { items })).body.results.map((result: { status: number }) => result.status);
  expect(
    await batch(
      { type: "turn.update", id: "t1", status: "ok" },
      { type: "tool_call", turn_id: "t1", call_id: "c", tool_name: "x" },
      { type: "turn.start", id: "t1", bot: "nobody-knows", started_at: at(20 * 3_600) },
      { type: "tool_call", turn_id: "t1", call_id: "c", tool_name: "x", result_text: "done", ended_at: at(-60) },
      { type: "turn.update", id: "t1", status: "ok", ended_at: at(-3_600), response_text: "all" },
      { type: "turn.update", id: "t1", status: "streaming" },
      { type: "turn.update", id: "t1", response_append: "more", response_offset: 0 },
      { type: "tool_call", turn_id: "t1", call_id: "c", tool_name: "x", status: "running" },
      { type: "tool_call", turn_id: "t1", call_id: "late", tool_name: "y", result_text: "after the end" },
      { type: "turn.start", id: "t1", bot: "nobody-knows", user_prompt: "again" },
    ),
  ).toEqual([404, 404, 201, 200, 200, 200, 409, 200, 200, 200]);
  expect((await call("GET", `${TURNS}/t1`)).body).toMatchObject({
    bot: "nobody-knows",
    status: "ok",
    latency_ms: 0,
    response_text: "all",
    user_prompt: null,
    tool_calls: [
      { call_id: "c", status: "ok", result_text: "done", duration_ms: 0 },
      { call_id: "late", status: "ok" },
    ],
  });
  expect((await call("GET", `${TURNS}?bot=nobody-knows`)).body.data).toHaveLength(1);
});

test("the whole result of a tool call, and ranges of it", async () => {
  await using api = await world();
  const { call } = api;
  const result = Array.from({ length: 40_000 }, (_, i) => `line ${i} é\n`).join("");
  const bytes = Buffer.from(result);
  await call("POST", TURNS, { bot: "nova", id: "t1" });
  await call("PUT", `${TURNS}/t1/tool-calls/c1`, { tool_name: "x", result_text: result });
  await call("PUT", `${TURNS}/t1/tool-calls/c2`, { tool_name: "x", result_text: "short" });
  await call("PUT", `${TURNS}/t1/tool-calls/c3`, { tool_name: "x" });
  const path = `${TURNS}/t1/tool-calls/c1/result`;
  const whole = await call("GET", path);
  expect([whole.status, whole.body === result, whole.headers.get("accept-ranges")]).toEqual([200, true, "bytes"]);
  for (const [header, from, to] of [
    ["bytes=0-9", 0, 9],
    ["bytes=65530-65545", 65_530, 65_545],
    ["bytes=-7", bytes.length - 7, bytes.length - 1],
    ["bytes=131072-", 131_072, bytes.length - 1],
  ] as const) {
    const response = await api.open("GET", path, undefined, { headers: { Range: header } });
    expect(response.status).toBe(206);
    expect(response.headers.get("content-range")).toBe(`bytes ${from}-${to}/${bytes.length}`);
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes.subarray(from, to + 1))).toBe(true);
  }
  const beyond = await call("GET", path, undefined, { headers: { Range: `bytes=${bytes.length}-` } });
  expect([beyond.status, beyond.body.error.code, beyond.headers.get("content-range")]).toEqual([
    416,
    "range",
    `bytes */${bytes.length}`,
  ]);
  expect(
    (await call("GET", `${TURNS}/t1/tool-calls/c2/result`, undefined, { headers: { Range: "bytes=1-2" } })).body,
  ).toBe("ho");
  expect((await call("GET", `${TURNS}/t1/tool-calls/c3/result`)).status).toBe(404);
  const [first] = (await call("GET", `${TURNS}/t1`)).body.tool_calls;
  expect(first).toMatchObject({ result_complete: false, result_chars: [...result].length });
});

test("events: archived once, read from a row on", async () => {
  await using api = await world();
  const { call } = api;
  const events = [1, 2, 3].map((seq) => ({
    session_key: "s",
    run_id: "r",
    kind: "assistant_delta",
    seq,
    payload: { text: `${seq}` },
  }));
  const sent = await call("POST", "/api/v1/events", { events: [...events, events[0], { kind: "x" }, 7] });
  expect(sent.status).toBe(207);
  expect(sent.body.results.map((each: { status: number }) => each.status)).toEqual([200, 200, 200, 200, 400, 400]);
  await call("POST", "/api/v1/events", { events: [{ session_key: "other", kind: "note" }] });
  const page = ListOf(EventJson).parse((await call("GET", "/api/v1/events?session_key=s&run_id=r&limit=2")).body);
  expect(page.data.map((event) => event.seq)).toEqual([1, 2]);
  const rest = (await call("GET", `/api/v1/events?session_key=s&after=${page.next_cursor}`)).body;
  expect(rest.data.map((event: { seq: number }) => event.seq)).toEqual([3]);
  expect(rest.next_cursor).toBeNull();
  expect((await call("GET", "/api/v1/events")).body.data).toHaveLength(4);
});

test("deletion leaves nothing, answers with counts and is audited", async () => {
  await using api = await world();
  const { call, database } = api;
  const turn = (id: string, changes = {}) => [
    { type: "turn.start", bot: "nova", id, session_id: "s1", user_id: "u1", ...changes },
    { type: "turn.update", id, response_append: "text" },
    { type: "tool_call", turn_id: id, call_id: "c", tool_name: "x", result_text: "é".repeat(9_000) },
    { type: "llm_call", turn_id: id, call_id: "l", model: "m" },
  ];
  await call("POST", "/api/v1/ingest", { items: [...turn("t1"), ...turn("t2"), ...turn("t3", { session_id: "s2" })] });
  const one = Receipt.parse((await call("DELETE", `${TURNS}/t1`)).body);
  expect(one.deleted).toMatchObject({ turns: 1, payloads: 1, tool_calls: 1, llm_calls: 1, sessions: 0 });
  expect((await call("DELETE", `${TURNS}/t1`)).status).toBe(404);
  expect((await call("GET", `${TURNS}/t1`)).status).toBe(404);
  expect((await call("DELETE", `${TURNS}?session_id=s1`)).body.deleted).toMatchObject({ turns: 1, sessions: 1 });
  expect((await call("DELETE", `${TURNS}?user_id=u1`)).body.deleted.turns).toBe(1);
  expect((await call("DELETE", `${TURNS}?user_id=u1`)).body.deleted.turns).toBe(0);
  for (const table of [
    "turn_keys",
    "turn_logs",
    "turn_payloads",
    "turn_runs",
    "turn_pieces",
    "tool_call_records",
    "tool_call_results",
    "llm_calls",
    "sessions",
  ]) {
    const { rows } = await database.owner.query(`select count(*)::int as n from runtime.${table}`);
    expect([table, rows[0].n]).toEqual([table, 0]);
  }
  const { rows } = await database.owner.query(
    "select target_kind, target_id, after ->> 'turns' as turns from console.audit_log where action = 'turns.deleted' order by seq",
  );
  expect(rows.slice(0, 3)).toEqual([
    { target_kind: "turn", target_id: "t1", turns: "1" },
    { target_kind: "session", target_id: "s1", turns: "1" },
    { target_kind: "user", target_id: "u1", turns: "1" },
  ]);
});

test("an operator's wish to stop is told with the next call", async () => {
  await using api = await world();
  const { call, database } = api;
  await call("POST", TURNS, { bot: "nova", id: "t1" });
  await database.owner.query("update runtime.turn_runs set stop_requested_at = now()");
  expect((await call("PATCH", `${TURNS}/t1`, {})).body.directive).toBe("stop");
  expect((await call("PUT", `${TURNS}/t1/tool-calls/c`, { tool_name: "x" })).body.directive).toBe("stop");
});

test("the export is every turn, with its texts, as JSON lines or CSV", async () => {
  await using api = await world();
  const { call } = api;
  const items = Array.from({ length: 450 }, (_, i) => [
    { type: "turn.start", bot: "nova", id: `t${i}`, user_prompt: i === 0 ? '=1+1, "x"\nnext' : `ask ${i}` },
    { type: "turn.update", id: `t${i}`, response_text: `answer ${i}`, status: "ok" },
  ]).flat();
  await call("POST", "/api/v1/ingest", { items });
  const jsonl = await call("GET", `${TURNS}/export?format=jsonl`);
  expect(jsonl.headers.get("content-type")).toContain("application/x-ndjson");
  const rows = jsonl.body
    .trimEnd()
    .split("\n")
    .map((line: string) => JSON.parse(line));
  expect(new Set(rows.map((row: { id: string }) => row.id)).size).toBe(450);
  expect(rows.find((row: { id: string }) => row.id === "t7")).toMatchObject({
    user_prompt: "ask 7",
    response_text: "answer 7",
  });
  const csv = await call("GET", `${TURNS}/export?format=csv&status=ok`);
  expect(csv.body.split("\r\n")).toHaveLength(452);
  expect(csv.body).toContain(`"'=1+1, ""x""\nnext"`);
  expect((await call("GET", `${TURNS}/export?bot=none`)).body).toBe("");
});
