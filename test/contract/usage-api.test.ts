import { expect, test } from "vitest";
import { forgetPartitions } from "~/data/runtime/turn-partitions.server";
import { keepTurnMargins } from "~/features/turns/fold-turn-ledger.server";
import { UsageAnswer } from "~/features/usage/api/usage-answer.server";
import { newRandom } from "../bench/words";
import { createApiKey } from "../factories/api-key";
import { plainUsage, type PlainUsage } from "../setup/plain-usage";
import { turnWorld } from "../setup/turn-world";

const USAGE = "/api/v1/usage";
const HOUR = 3_600_000;
type Row = (typeof UsageAnswer)["_output"]["data"][number];

async function usageWorld() {
  const world = await turnWorld();
  await keepTurnMargins();
  /** Turns of any time, past the door's limits too: rows as they would stand. */
  async function rows(turns: { at: string | number; [column: string]: unknown }[]) {
    forgetPartitions();
    for (const [i, { at, ...columns }] of turns.entries()) {
      const created = new Date(at);
      await world.database.owner.query("select runtime.ensure_partition('turn_logs', $1)", [created]);
      const row: Record<string, unknown> = {
        created_at: created,
        id: `row-${at}-${i}`,
        source: "test",
        bot_id: "nova",
        status: "ok",
        ...columns,
      };
      const names = Object.keys(row);
      await world.database.owner.query(
        `insert into runtime.turn_logs (${names.join(", ")}) values (${names.map((_, place) => `$${place + 1}`).join(", ")})`,
        Object.values(row),
      );
    }
    await keepTurnMargins();
  }
  async function usage(query: Record<string, string>): Promise<Row[]> {
    const { status, body } = await world.call("GET", `${USAGE}?${new URLSearchParams(query)}`);
    expect([status, body.error]).toEqual([200, undefined]);
    return UsageAnswer.parse(body).data;
  }
  return { ...world, rows, usage };
}

test("a turn counts when it ends, in the bucket of its start, with everything it used", async () => {
  await using api = await usageWorld();
  const started_at = new Date(Date.now() - 26 * HOUR).toISOString();
  await api.send(
    { type: "turn.start", id: "t1", bot: "nova", model: "m1", provider: "p", channel: "web", started_at },
    { type: "turn.start", id: "runs", bot: "nova", model: "m1", started_at },
    { type: "tool_call", turn_id: "t1", call_id: "c", tool_name: "search" },
  );
  await keepTurnMargins();
  expect(await api.usage({ bucket: "hour" })).toEqual([]);
  await api.send({
    type: "turn.update",
    id: "t1",
    status: "timeout",
    latency_ms: 1_000,
    ttft_ms: 100,
    token_usage: { input: 10, output: 20, cache_read: 30, cache_write: 40, reasoning: 50 },
    cost_usd: "0.100000001",
  });
  await keepTurnMargins();
  const [row, ...others] = await api.usage({
    bucket: "hour",
    group_by: "bot,model,provider,channel,environment,source",
  });
  expect(others).toEqual([]);
  expect(row).toMatchObject({
    bucket: `${started_at.slice(0, 13)}:00:00+00:00`,
    group: { bot: "nova", model: "m1", provider: "p", channel: "web", environment: null },
    turns: 1,
    errors: 1,
    tokens: { input: 10, output: 20, cache_read: 30, cache_write: 40, reasoning: 50 },
    cost_usd: "0.100000001",
    cost_unknown_turns: 0,
    tool_calls: 1,
  });
  for (const [stat, exact] of [
    [row!.latency_ms, 1_000],
    [row!.ttft_ms, 100],
  ] as const)
    for (const value of Object.values(stat)) expect(Math.abs(value! - exact) / exact).toBeLessThan(0.05);
});

test("several models in one turn are booked to each, and the turn counts once", async () => {
  await using api = await usageWorld();
  await api.send(
    { type: "turn.start", id: "t", bot: "nova", model: "big" },
    { type: "llm_call", turn_id: "t", call_id: "1", model: "big", token_usage: { input: 100 }, cost_usd: "0.5" },
    {
      type: "llm_call",
      turn_id: "t",
      call_id: "2",
      model: "small",
      token_usage: { input: 7, output: 3 },
      cost_usd: "0.01",
    },
    { type: "llm_call", turn_id: "t", call_id: "3", model: "small", token_usage: { input: 1 }, cost_usd: "0.01" },
    { type: "turn.update", id: "t", status: "ok", token_usage: { input: 108, output: 3 }, cost_usd: "0.52" },
    { type: "turn.start", id: "u", bot: "nova" },
    { type: "turn.update", id: "u", status: "ok" },
  );
  await keepTurnMargins();
  const of = (rows: Row[]) =>
    rows.map(({ group, turns, tokens, cost_usd, cost_unknown_turns, model_calls }) => [
      group.model,
      turns,
      tokens.input,
      cost_usd,
      cost_unknown_turns,
      model_calls,
    ]);
  const to = new Date(Date.now() + HOUR).toISOString();
  expect(of(await api.usage({ group_by: "model", to }))).toEqual([
    [null, 1, 0, null, 1, 0],
    ["big", 1, 100, "0.5", 0, 1],
    ["small", 0, 8, "0.02", 0, 2],
  ]);
  expect(of(await api.usage({ to }))).toEqual([[undefined, 2, 108, "0.52", 1, 3]]);
});

test("days are those of the clock: 23 and 25 hours long, and quarters of an hour off", async () => {
  await using api = await usageWorld();
  // A turn every 15 minutes, for three days around each change of Berlin's clock.
  const every = (from: string, days: number) =>
    Array.from({ length: days * 96 }, (_, i) => ({ at: Date.parse(from) + i * 900_000 + 1_000, cost_usd: "0.01" }));
  await api.rows([...every("2026-03-28T00:00:00Z", 3), ...every("2026-10-24T00:00:00Z", 3)]);
  const days = async (tz: string, from: string, to: string, bucket = "day") =>
    (await api.usage({ tz, from, to, bucket })).map(({ bucket: start, turns }) => [start, turns]);
  expect(await days("Europe/Berlin", "2026-03-27T23:00:00Z", "2026-03-30T22:00:00Z")).toEqual([
    ["2026-03-28T00:00:00+01:00", 92],
    ["2026-03-29T00:00:00+01:00", 92],
    ["2026-03-30T00:00:00+02:00", 96],
  ]);
  expect(await days("Europe/Berlin", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z")).toEqual([
    ["2026-10-25T00:00:00+02:00", 100],
  ]);
  expect(await days("Asia/Kathmandu", "2026-03-28T18:15:00Z", "2026-03-30T18:15:00Z")).toEqual([
    ["2026-03-29T00:00:00+05:45", 96],
    ["2026-03-30T00:00:00+05:45", 96],
  ]);
  expect(await days("Pacific/Chatham", "2026-10-24T10:15:00Z", "2026-10-25T10:15:00Z")).toEqual([
    ["2026-10-25T00:00:00+13:45", 96],
  ]);
  expect(await days("Asia/Kathmandu", "2026-03-28T18:15:00Z", "2026-03-28T20:15:00Z", "hour")).toEqual([
    ["2026-03-29T00:00:00+05:45", 4],
    ["2026-03-29T01:00:00+05:45", 4],
  ]);
  expect(await days("Europe/Berlin", "2026-10-24T23:30:00Z", "2026-10-25T02:00:00Z", "hour")).toEqual([
    ["2026-10-25T01:00:00+02:00", 2],
    ["2026-10-25T02:00:00+02:00", 4],
    ["2026-10-25T02:00:00+01:00", 4],
  ]);
  expect(await days("UTC", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z", "month")).toEqual([
    ["2026-03-01T00:00:00+00:00", 288],
    ["2026-10-01T00:00:00+00:00", 288],
  ]);
  // Of each of the two ends, and of nothing else.
  expect(await days("UTC", "2026-03-28T00:00:00.999Z", "2026-03-28T00:15:01Z", "15m")).toEqual([
    ["2026-03-28T00:00:00+00:00", 1],
  ]);
  expect(await days("UTC", "2026-03-28T00:00:01Z", "2026-03-28T00:15:01.001Z", "15m")).toEqual([
    ["2026-03-28T00:00:00+00:00", 1],
    ["2026-03-28T00:15:00+00:00", 1],
  ]);
});

const nano = (value: bigint) => {
  const text = value.toString().padStart(10, "0");
  const trimmed = `${text.slice(0, -9)}.${text.slice(-9)}`.replace(/\.?0+$/, "");
  return trimmed === "" ? "0" : trimmed;
};

test("any zone, bucket, grouping and filter adds up to what the rows say", { timeout: 120_000 }, async () => {
  await using api = await usageWorld();
  const random = newRandom(11);
  const among = <T>(all: readonly T[]) => all[Math.floor(random() * all.length)]!;
  const begin = Date.parse("2026-03-20T00:00:00Z");
  await api.rows(
    Array.from({ length: 700 }, () => ({
      at: begin + Math.floor(random() * 24 * 24 * HOUR),
      bot_id: among(["nova", "snark", "iris"]),
      model: among([null, "m1", "m2"]),
      provider: among(["p1", "p2"]),
      channel: among([null, "web", "app"]),
      environment: among(["production", "staging"]),
      status: among(["ok", "ok", "error", "timeout", "streaming"]),
      latency_ms: Math.floor(Math.exp(4 + 6 * random())),
      input_tokens: Math.floor(random() * 900),
      cost_usd: among([null, random().toFixed(9)]),
    })),
  );
  const parts = await plainUsage(api.database);
  const keys = ["bot", "model", "provider", "channel", "environment"] as const;
  for (let round = 0; round < 60; round++) {
    const from = begin + Math.floor(random() * 12 * 24 * HOUR);
    const to = from + Math.floor((0.1 + random()) * 10 * 24 * HOUR);
    const group = keys.filter(() => random() < 0.35);
    const only = keys.filter(() => random() < 0.2).map((key) => [key, among(parts).by[key]] as const);
    const query = {
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
      tz: among(["UTC", "Europe/Berlin", "Asia/Kathmandu", "Pacific/Chatham", "America/New_York", "Asia/Kolkata"]),
      bucket: among(["15m", "hour", "day", "week", "month"]),
      group_by: group.join(","),
    };
    const wanted = only.filter(([, value]) => value !== "");
    const rows = await api.usage({ ...query, ...Object.fromEntries(wanted) });
    const { rows: ids } = await api.database.owner.query<{ n: number }>(
      "select count(*)::int as n from runtime.turn_logs where created_at >= $1 and created_at < $2 and status <> 'streaming'",
      [query.from, query.to],
    );
    const meant = (await inside(api, from, to)).filter((part) =>
      wanted.every(([key, value]) => part.by[key] === value),
    );
    if (wanted.length === 0) expect(meant.length).toBe(ids[0]!.n);
    const key = (values: readonly (string | null | undefined)[]) => values.map((value) => value ?? "").join("|");
    const expected = new Map<string, PlainUsage[]>();
    for (const part of meant) {
      const name = key(group.map((each) => part.by[each]));
      expected.set(name, [...(expected.get(name) ?? []), part]);
    }
    const answered = new Map<string, Row[]>();
    for (const row of rows) {
      const name = key(group.map((each) => row.group[each]));
      answered.set(name, [...(answered.get(name) ?? []), row]);
    }
    expect([...answered.keys()].toSorted()).toEqual([...expected.keys()].toSorted());
    const total = <T>(all: T[], of: (one: T) => number) => all.reduce((sum, one) => sum + of(one), 0);
    for (const [name, some] of expected) {
      const got = answered.get(name)!;
      expect(total(got, (row) => row.turns)).toBe(some.length);
      expect(total(got, (row) => row.errors)).toBe(total(some, (part) => part.errors));
      expect(total(got, (row) => row.tokens.input)).toBe(total(some, (part) => part.tokens[0]!));
      expect(total(got, (row) => row.cost_unknown_turns)).toBe(total(some, (part) => part.unknown));
      const cost = got.reduce((sum, row) => sum + BigInt(Math.round(Number(row.cost_usd ?? 0) * 1e9)), 0n);
      expect(nano(cost)).toBe(nano(some.reduce((sum, part) => sum + part.cost, 0n)));
    }
    expect(rows.map((row) => Date.parse(row.bucket))).toEqual(
      rows.map((row) => Date.parse(row.bucket)).toSorted((a, b) => a - b),
    );
  }
  // Percentiles of all that there is, against the exact ones.
  const [all] = await api
    .usage({ from: "2026-03-01T00:00:00Z", to: "2026-05-01T00:00:00Z", bucket: "month" })
    .then((months) => months.toSorted((a, b) => b.turns - a.turns));
  const { rows: exact } = await api.database.owner.query<{ exact: number[] }>(
    `select percentile_cont(array[0.5, 0.9, 0.95, 0.99]) within group (order by latency_ms) as exact from runtime.turn_logs
      where status <> 'streaming' and date_trunc('month', created_at, 'UTC') = $1`,
    [all!.bucket],
  );
  Object.values(all!.latency_ms).forEach((value, i) =>
    expect(Math.abs(value! - exact[0]!.exact[i]!) / exact[0]!.exact[i]!).toBeLessThan(0.05),
  );
});

/** The turns that started in a range to the millisecond, which the quarters of a plain sum do not tell. */
async function inside(api: { database: Parameters<typeof plainUsage>[0] }, from: number, to: number) {
  return plainUsage(
    api.database,
    `created_at >= '${new Date(from).toISOString()}' and created_at < '${new Date(to).toISOString()}'`,
  );
}

test("a prompt's version has the turns that it told what to do", async () => {
  await using api = await usageWorld();
  await api.send(
    {
      type: "turn.start",
      id: "a",
      bot: "nova",
      prompts: [
        { key: "greeting", version: 2 },
        { key: "tone", scope: "bot:nova", version: 1 },
      ],
    },
    { type: "turn.start", id: "b", bot: "nova", prompts: [{ key: "greeting", version: 2 }] },
    { type: "turn.start", id: "c", bot: "snark" },
    ...["a", "b", "c"].map((id) => ({ type: "turn.update", id, status: "ok", cost_usd: "0.25" })),
  );
  const to = new Date(Date.now() + HOUR).toISOString();
  const of = async (query: object) =>
    (await api.usage({ group_by: "prompt", to, ...query })).map(({ group, turns, cost_usd }) => [
      group.prompt,
      turns,
      cost_usd,
    ]);
  expect(await of({})).toEqual([
    [null, 1, "0.25"],
    ["greeting@global#2", 2, "0.5"],
    ["tone@bot:nova#1", 1, "0.25"],
  ]);
  expect(await of({ prompt: "tone@bot:nova#1" })).toEqual([["tone@bot:nova#1", 1, "0.25"]]);
});

test("a key sees the usage of its bots, needs the scope, and is told what is wrong", async () => {
  await using api = await usageWorld();
  const { key: bound } = await createApiKey(api.database.prisma, { bots: ["nova"] });
  const { key: scopeless } = await createApiKey(api.database.prisma, { scopes: ["turns:read"] });
  await api.send(
    ...["nova", "snark"].flatMap((bot) => [
      { type: "turn.start", id: bot, bot },
      { type: "turn.update", id: bot, status: "ok" },
    ]),
  );
  await keepTurnMargins();
  const to = new Date(Date.now() + HOUR).toISOString();
  const get = (query: string, key?: string) =>
    api.call("GET", `${USAGE}?to=${to}&${query}`, undefined, key ? { key } : {});
  expect((await get("group_by=bot", bound)).body.data).toMatchObject([{ group: { bot: "nova" }, turns: 1 }]);
  expect((await get("", bound)).body.data).toMatchObject([{ group: {}, turns: 1 }]);
  expect((await get("bot=snark", bound)).status).toBe(403);
  expect((await get("bot=nova&bot=snark")).body.data).toMatchObject([{ turns: 2 }]);
  expect((await get("", scopeless)).status).toBe(403);
  for (const bad of [
    "bucket=year",
    "tz=Mars/Olympus",
    "group_by=user",
    "from=yesterday",
    `from=${to}`,
    "bucket=15m&from=2020-01-01T00:00:00Z",
  ]) {
    const { status, body } = await get(bad);
    expect([bad, status, body.error.code]).toEqual([bad, 400, "invalid"]);
  }
});
