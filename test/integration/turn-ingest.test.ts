import { expect, test } from "vitest";
import { transaction } from "~/data/postgres.server";
import { deleteTurnRows } from "~/data/runtime/turn-delete.server";
import { forgetPartitions } from "~/data/runtime/turn-partitions.server";
import { readText } from "~/data/runtime/turn-texts.server";
import { ToolCall, TurnStart, TurnUpdate } from "~/features/turns/ingest/ingest-schemas.server";
import { ingestTogether } from "~/features/turns/ingest/ingest-together.server";
import { closeSilentTurns } from "~/features/turns/close-silent-turns.server";
import { ingestTurns, type Sender, type TurnItem } from "~/features/turns/ingest/ingest-turns.server";
import { testDatabase, type TestDatabase } from "../setup/database";

const anyBot: Sender = { source: "test", bots: null };
const start = (value: Record<string, unknown>): TurnItem => ({
  type: "turn.start",
  value: TurnStart.parse({ bot: "snark", ...value }),
});
const update = (id: string, value: Record<string, unknown>): TurnItem => ({
  type: "turn.update",
  id,
  value: TurnUpdate.parse(value),
});
const tool = (turnId: string, callId: string, value: Record<string, unknown>): TurnItem => ({
  type: "tool_call",
  turnId,
  callId,
  value: ToolCall.parse({ tool_name: "search", ...value }),
});
const statuses = async (items: TurnItem[], sender = anyBot) =>
  (await ingestTurns(sender, items)).map((result) => result.status);

async function fresh(): Promise<TestDatabase> {
  forgetPartitions();
  return testDatabase();
}

async function row(database: TestDatabase, id: string) {
  const { rows } = await database.sql.query("select * from runtime.turn_logs where id = $1", [id]);
  expect(rows).toHaveLength(1);
  return rows[0];
}

test("a turn is a row from its start, and the same row when it ends", async () => {
  await using database = await fresh();
  expect(await statuses([start({ id: "t1", user_prompt: "Why?", session_id: "s1", tags: ["a", "a"] })])).toEqual([201]);
  expect(await row(database, "t1")).toMatchObject({ status: "streaming", prompt_preview: "Why?", tags: ["a"] });
  expect(
    await statuses([
      update("t1", { response_append: "Because " }),
      update("t1", { response_append: "so.", response_offset: 8 }),
    ]),
  ).toEqual([200, 200]);
  expect(await readText(database.sql, await row(database, "t1"), "response")).toBe("Because so.");
  await statuses([
    update("t1", { status: "ok", token_usage: { input: 10, output: 5 }, cost_usd: 0.01, latency_ms: 900 }),
  ]);
  expect(await row(database, "t1")).toMatchObject({
    status: "ok",
    latency_ms: 900,
    total_tokens: 15,
    cost_usd: "0.010000000",
    response_preview: "Because so.",
  });
  const payload = await database.sql.query("select response_text, ended from runtime.turn_payloads where id = 't1'");
  expect(payload.rows).toEqual([{ response_text: "Because so.", ended: true }]);
  const left = await database.sql.query(
    "select (select count(*) from runtime.turn_runs)::int as runs, (select count(*) from runtime.turn_pieces)::int as pieces",
  );
  expect(left.rows[0]).toEqual({ runs: 0, pieces: 0 });
});

test("repeating everything changes nothing", async () => {
  await using database = await fresh();
  const items = [
    start({ id: "t1", started_at: "2026-11-20T00:00:00Z" }),
    update("t1", { response_append: "hello", response_offset: 0 }),
    tool("t1", "c1", { result_text: "found" }),
    update("t1", { status: "ok" }),
  ].map((item) => (item.type === "turn.start" ? start({ id: "t1" }) : item));
  expect(await statuses(items)).toEqual([201, 200, 200, 200]);
  const before = await row(database, "t1");
  expect(await statuses(items)).toEqual([200, 200, 200, 200]);
  const after = await row(database, "t1");
  expect({ ...after, updated_at: null }).toEqual({ ...before, updated_at: null });
  expect(after.tool_call_count).toBe(1);
});

test("an append past the end, or unlike what is there, is a conflict that says where the text ends", async () => {
  await using _database = await fresh();
  await statuses([start({ id: "t1" }), update("t1", { response_append: "a😀b" })]);
  const results = await ingestTurns(anyBot, [
    update("t1", { response_append: "x", response_offset: 9 }),
    update("t1", { response_append: "zz", response_offset: 1 }),
    update("t1", { response_append: "😀bc", response_offset: 1 }),
  ]);
  expect(results.map((result) => result.status)).toEqual([409, 409, 200]);
  expect(results[0]!.error!.details).toEqual({ expected_offset: 3 });
  expect(results[2]!.turn!.run!.response_chars).toBe(4);
});

test("a refused item costs the others nothing", async () => {
  await using database = await fresh();
  const results = await statuses(
    [
      start({ id: "t1" }),
      update("unknown", { status: "ok" }),
      start({ id: "t2", bot: "other" }),
      start({ id: "t3", started_at: "2031-01-01T00:00:00Z" }),
      update("t1", { status: "ok" }),
    ],
    { source: "test", bots: ["snark"] },
  );
  expect(results).toEqual([201, 404, 403, 400, 200]);
  expect((await database.sql.query("select id from runtime.turn_keys")).rows).toEqual([{ id: "t1" }]);
});

test("an id belongs to the source that began it", async () => {
  await using _database = await fresh();
  await statuses([start({ id: "t1" })]);
  expect(
    await statuses([start({ id: "t1" }), update("t1", { status: "ok" })], { source: "elsewhere", bots: null }),
  ).toEqual([409, 404]);
});

test("a status that a runtime gave stays, and only the lease's own verdict is taken back", async () => {
  await using database = await fresh();
  await statuses([start({ id: "t1" }), update("t1", { status: "error", error_text: "boom 42" })]);
  await statuses([update("t1", { status: "streaming" })]);
  expect(await row(database, "t1")).toMatchObject({ status: "error", error_fingerprint: "boom <n>" });
  await statuses([
    start({ id: "t2" }),
    update("t2", { response_append: "half" }),
    update("t2", { status: "interrupted" }),
  ]);
  await statuses([
    update("t2", { status: "streaming" }),
    update("t2", { response_append: " whole", response_offset: 4 }),
  ]);
  expect(await row(database, "t2")).toMatchObject({ status: "streaming", ended_at: null });
  await statuses([update("t2", { status: "ok" })]);
  expect(await readText(database.sql, await row(database, "t2"), "response")).toBe("half whole");
});

test("two senders of one turn at once make one row and lose no text", async () => {
  await using database = await fresh();
  const begin = await Promise.all(Array.from({ length: 8 }, () => statuses([start({ id: "t1" })])));
  expect(begin.flat().toSorted((a, b) => a - b)).toEqual([200, 200, 200, 200, 200, 200, 200, 201]);
  await Promise.all(
    Array.from({ length: 20 }, (_, index) => statuses([update("t1", { response_append: `<${index}>` })])),
  );
  const text = await readText(database.sql, await row(database, "t1"), "response");
  for (let index = 0; index < 20; index++) expect(text).toContain(`<${index}>`);
});

test("a long tool result keeps a beginning in its record and the whole in slices", async () => {
  await using database = await fresh();
  const long = "é".repeat(100_000);
  await statuses([start({ id: "t1" }), tool("t1", "c1", { result_text: long, arguments: { q: "x\u0000y" } })]);
  const { rows } = await database.sql.query(
    "select result_chars, result_bytes, char_length(result_text) as shown, status, arguments_json from runtime.tool_call_records",
  );
  expect(rows).toEqual([
    { result_chars: 100_000, result_bytes: 200_000, shown: 2_000, status: "ok", arguments_json: { q: "x\uFFFDy" } },
  ]);
  const parts = await database.sql.query(
    "select convert_from(string_agg(body, ''::bytea order by part), 'UTF8') = $1 as whole, count(*)::int as parts from runtime.tool_call_results",
    [long],
  );
  expect(parts.rows).toEqual([{ whole: true, parts: 4 }]);
});

test("changes are written in the transaction of what they tell of", async () => {
  await using database = await fresh();
  await statuses([start({ id: "t1" }), update("t1", { status: "ok" })]);
  const { rows } = await database.sql.query("select turn_id, kind from runtime.turn_changes order by tx, seq");
  expect(rows).toEqual([{ turn_id: "t1", kind: "end" }]);
});

test("a turn whose runtime went silent is closed as interrupted, one that called meanwhile is not", async () => {
  await using database = await fresh();
  await statuses([
    start({ id: "t1", lease_s: 5 }),
    update("t1", { response_append: "half" }),
    start({ id: "t2", lease_s: 5 }),
  ]);
  await database.owner.query("update runtime.turn_runs set lease_until = now() - interval '1 second'");
  await statuses([update("t2", {})]);
  expect(await closeSilentTurns()).toBe(1);
  expect(await row(database, "t1")).toMatchObject({
    status: "interrupted",
    end_reason: "silent",
    response_preview: "half",
  });
  expect(await row(database, "t2")).toMatchObject({ status: "streaming" });
  expect(await closeSilentTurns()).toBe(0);
});

test("what several send at once is written together, and each is answered with what its own call has made", async () => {
  await using database = await fresh();
  await statuses([start({ id: "t1" }), start({ id: "t2" })]);
  const other: Sender = { source: "other", bots: null };
  // These take every place there is, so that all others wait for the same one.
  const first = Array.from({ length: 8 }, (_, at) => ingestTogether(anyBot, [start({ id: `first-${at}` })]));
  const appends = Array.from({ length: 30 }, (_, at) =>
    ingestTogether(anyBot, [update("t1", { response_append: "x", response_offset: at, ttft_ms: at })]),
  );
  const strangers = Array.from({ length: 10 }, () => ingestTogether(other, [update("t2", { status: "ok" })]));
  await Promise.all(first);
  expect(
    (await Promise.all(appends)).map(([result]) => [
      result!.status,
      result!.turn!.row.ttft_ms,
      result!.turn!.run!.response_chars,
    ]),
  ).toEqual(Array.from({ length: 30 }, (_, at) => [200, at, at + 1]));
  expect((await Promise.all(strangers)).map(([result]) => result!.status)).toEqual(
    Array.from({ length: 10 }, () => 404),
  );
  const { rows } = await database.sql.query("select count(*)::int as n from runtime.turn_changes where turn_id = 't1'");
  // The start, and one for all appends of a transaction.
  expect(rows[0].n).toBe(2);
  expect(await readText(database.sql, await row(database, "t1"), "response")).toBe("x".repeat(30));
  expect(await row(database, "t2")).toMatchObject({ status: "streaming" });
});

test("what the database cannot take of one sender costs the others nothing", async () => {
  await using database = await fresh();
  await database.owner.query("alter table runtime.turn_logs add constraint no_dodo check (bot_id <> 'dodo')");
  const sent = await Promise.allSettled(
    ["a", "b", "dodo", "c", "d", "e"].map((bot) => ingestTogether(anyBot, [start({ id: `t-${bot}`, bot })])),
  );
  expect(sent.map(({ status }) => status)).toEqual([
    "fulfilled",
    "fulfilled",
    "rejected",
    "fulfilled",
    "fulfilled",
    "fulfilled",
  ]);
  const { rows } = await database.sql.query("select id from runtime.turn_logs order by id");
  expect(rows.map(({ id }) => id)).toEqual(["t-a", "t-b", "t-c", "t-d", "t-e"]);
});

test("a version finds the turns that it told what to do, until they are deleted", async () => {
  await using database = await fresh();
  const told = [
    { key: "greeting", version: 3 },
    { key: "greeting", scope: "bot:snark", version: 1 },
    { key: "greeting", version: 3 },
  ];
  await statuses([start({ id: "t1", prompts: told }), start({ id: "t2" })]);
  const find = async () =>
    (
      await database.sql.query(
        "select turn_id, scope, version from runtime.turn_prompts where key = 'greeting' order by scope",
      )
    ).rows;
  expect(await find()).toEqual([
    { turn_id: "t1", scope: "bot:snark", version: 1 },
    { turn_id: "t1", scope: "global", version: 3 },
  ]);
  await transaction((sql) => deleteTurnRows(sql, ["t1"]));
  expect(await find()).toEqual([]);
});
