import fs from "node:fs";
import { expect, test } from "vitest";
import { pool } from "~/data/postgres.server";
import { getTurnFacets, getTurnPage, countTurns, type TurnQuery } from "~/features/turns/list/turn-query.server";
import { encodeCursor } from "~/lib/cursor";
import { sleep } from "../../scripts/process/processes.mjs";
import { explainedSql, misdeeds } from "./explained-sql";
import { figure, median, percentile } from "./figure";
import { turnHouse, type Times, type TurnHouse } from "./turn-house";
import { readExport, startIngest, startsToVisible } from "./turn-load";
import { CJK_NEEDLE, NEEDLE } from "./words";

const ROWS = Number(process.env.BENCH_ROWS ?? 1_000_000);
const DAYS = 30;
const TRIES = 60;
const DAY = 24 * 3_600_000;
const INGEST_S = 20;
const PACE = 2_000;

const ago = (days: number) => new Date(Date.now() - days * DAY).toISOString();
const inside = (days: number, change: Partial<TurnQuery> = {}): TurnQuery => ({
  filter: { from: ago(days), to: ago(-1) },
  q: null,
  sort: "started_at",
  descending: true,
  ...change,
});

function report(name: string, { p50, p95 }: Times, limit?: number): void {
  figure(`${name}, p50`, p50, "ms");
  figure(`${name}, p95`, p95, "ms", limit);
}

test(`a house of ${ROWS} turns`, { timeout: 44 * 60_000 }, async () => {
  await using house = await turnHouse({ rows: ROWS, days: DAYS + 1 });
  figure(`seeding ${ROWS} turns`, house.seedS, "s");
  figure(`counting ${ROWS} turns anew`, house.recountS, "s");
  await measureStorage(house);
  await measureLists(house);
  await measureCounts(house);
  await measureSearch(house);
  await measureOneTurn(house);
  expect(await misdeedsOfPlans(house)).toEqual([]);
  report("start to visible elsewhere", timesOf(await startsToVisible(house, TRIES)), 300);
  await measureIngest(house);
  await measureExport(house);
});

const timesOf = (times: number[]): Times => ({ p50: percentile(times, 50), p95: percentile(times, 95) });

async function measureStorage(house: TurnHouse): Promise<void> {
  const { rows } = await house.pool.query<{ bytes: string }>(
    `select sum(pg_total_relation_size(oid)) as bytes from pg_class
      where relnamespace = 'runtime'::regnamespace and relkind = 'r' and relname ~ '^turn_(keys|logs|payloads|margins|ledger)'`,
  );
  figure(
    "storage of turns against their prompts and responses",
    Number(rows[0]!.bytes) / house.textBytes,
    "times",
    2.2,
  );
}

async function measureLists(house: TurnHouse): Promise<void> {
  const page = "/turns?range=30d";
  const first = await house.time(page, TRIES);
  report("/turns, 50 of 30 days", first, 30);
  const { rows } = await house.pool.query<{ at: string; id: string }>(
    `select to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, id from runtime.turn_logs
      where created_at >= $1 order by created_at, id offset 51 limit 1`,
    [ago(DAYS - 0.01)],
  );
  const cursor = encodeCursor("-started_at", ["", rows[0]!.at, rows[0]!.id]);
  const last = await house.time(`${page}&cursor=${encodeURIComponent(cursor)}`, TRIES);
  report("/turns, the last page", last);
  figure("/turns, the last page against the first, p50", last.p50 / first.p50, "times", 1.2);
  for (const [name, sort] of [
    ["latency", "-latency"],
    ["cost", "-cost"],
    ["tokens", "-tokens"],
  ])
    report(`/turns, sorted by ${name}`, await house.time(`${page}&sort=${sort}`, TRIES), 40);
  figure("rows of a page against the bare SQL of the same rows, p50", await againstBareSql(), "times", 2);
}

/** In turns, so that whatever else the machine does touches both alike. */
async function againstBareSql(): Promise<number> {
  const ours: number[] = [];
  const bare: number[] = [];
  for (let i = 0; i < 3 * TRIES; i++) {
    const query = inside(DAYS);
    let started = performance.now();
    await getTurnPage(query, null, 50);
    ours.push(performance.now() - started);
    started = performance.now();
    await pool().query(
      `select id, created_at, ended_at, bot_id, user_id, session_id, model, provider, channel, environment, parent_turn_id, tags, status, end_reason, error_text,
              error_fingerprint, latency_ms, ttft_ms, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, total_tokens,
              cost_usd, tool_call_count, prompt_preview, response_preview
         from runtime.turn_logs where created_at >= $1 and created_at < $2 order by created_at desc, id desc limit 51`,
      [query.filter.from, query.filter.to],
    );
    bare.push(performance.now() - started);
  }
  return median(ours) / median(bare);
}

async function measureCounts(house: TurnHouse): Promise<void> {
  report("facets with counts, 7 days", await house.time("/turns/facets?range=7d", TRIES), 50);
  report("facets with counts, 7 days, one bot", await house.time("/turns/facets?range=7d&bot=bot-9", TRIES), 150);
  report("facets, 7 days, of most turns", await house.time("/turns/facets?range=7d&status=ok", TRIES), 150);
  report("outlier strip, 30 days", await house.time("/turns/dots?range=30d", TRIES));
  const counting: number[] = [];
  for (let i = -3; i < TRIES; i++) {
    const started = performance.now();
    const { count } = await countTurns(inside(DAYS));
    if (i >= 0) counting.push(performance.now() - started);
    expect(count).toBeGreaterThan(0.9 * ROWS);
  }
  report("count of 30 days", timesOf(counting), 10);
}

async function measureSearch(house: TurnHouse): Promise<void> {
  const search = (q: string) => `/api/v1/turns?from=${ago(7)}&limit=50&q=${encodeURIComponent(q)}`;
  const found = JSON.parse(await house.read(search(`"${NEEDLE}"`), house.keys[0])) as { data: unknown[] };
  expect(found.data.length).toBeGreaterThan(0);
  const [key] = house.keys;
  report("search, a rare phrase in 7 days", await house.time(search(`"${NEEDLE}"`), TRIES, key), 100);
  report("search, two Chinese characters in 7 days", await house.time(search(CJK_NEEDLE), TRIES, key), 100);
  report("search, nothing in 7 days", await house.time(search("nowhere-to-be-found"), TRIES, key), 100);
  const { rows } = await house.pool.query<{ text: string }>(
    "select user_prompt as text from runtime.turn_payloads where user_prompt ~ '^[a-z]' order by created_at desc limit 1",
  );
  const [common] = Object.entries(countWords(rows[0]!.text)).toSorted((a, b) => b[1] - a[1])[0]!;
  report("search, a common word in 7 days", await house.time(search(common), TRIES, key));
}

function countWords(text: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of text.match(/[a-z]+/g) ?? []) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

async function measureOneTurn(house: TurnHouse): Promise<void> {
  const id = "bench-with-tools";
  await house.post("/api/v1/ingest", {
    items: [
      { type: "turn.start", id, bot: "bot-1", user_prompt: "x ".repeat(650) },
      ...Array.from({ length: 50 }, (_, i) => ({
        type: "tool_call",
        turn_id: id,
        call_id: `call-${i}`,
        tool_name: "search",
        arguments: { query: `number ${i}` },
        status: "ok",
        result: "found ".repeat(50),
      })),
      { type: "turn.update", id, status: "ok", response_text: "y ".repeat(500) },
    ],
  });
  const answer = JSON.parse(await house.read(`/api/v1/turns/${id}`, house.keys[0])) as { tool_calls: unknown[] };
  expect(answer.tool_calls.length).toBe(50);
  report("one turn with 50 tool calls", await house.time(`/api/v1/turns/${id}`, TRIES, house.keys[0]), 15);
}

async function misdeedsOfPlans(house: TurnHouse): Promise<string[]> {
  const { rows } = await house.pool.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'runtime'::regnamespace and relkind = 'r' and reltuples < 1000",
  );
  const small = new Set(rows.map((row) => row.name));
  const { sql, plans } = explainedSql(pool());
  const bot = { ...inside(DAYS).filter, only: { bot: ["bot-3"] } };
  for (const query of [
    inside(DAYS),
    inside(DAYS, { descending: false }),
    ...(
      [
        "latency_ms",
        "ttft_ms",
        "cost_usd",
        "total_tokens",
        "tool_call_count",
        "bot",
        "user_id",
        "model",
        "status",
      ] as const
    ).flatMap((sort) => [inside(DAYS, { sort }), inside(DAYS, { sort, descending: false })]),
    inside(DAYS, { filter: bot }),
    inside(DAYS, { filter: bot, sort: "latency_ms" }),
    inside(DAYS, { filter: { ...bot, only: { user: ["user-400"] } } }),
    inside(DAYS, { filter: { ...bot, only: { session: ["session-77"] } } }),
    inside(7, { q: `"${NEEDLE}"` }),
    inside(7, { q: CJK_NEEDLE }),
    inside(7, { q: NEEDLE, sort: "cost_usd" }),
  ]) {
    const { next } = await getTurnPage(query, null, 50, sql);
    if (next) await getTurnPage(query, next, 50, sql);
  }
  expect((await getTurnFacets(inside(7))).isCounted).toBe(true);
  return plans.flatMap(({ text, plan }) => misdeeds(plan, small).map((misdeed) => `${misdeed}: ${text}`));
}

async function measureIngest(house: TurnHouse): Promise<void> {
  const page = "/turns?range=24h";
  const stop = startIngest(house);
  await sleep(INGEST_S * 1_000);
  const { perSecond, p50, p95 } = await stop();
  figure("ingest, 10 turns a batch, 4 clients", perSecond, "turns/s", { least: 2_000 });
  report("ingest, one batch", { p50, p95 }, 50);
  const alone = await house.time(page, TRIES);
  // As fast as they can the clients would take whatever the pages leave.
  const stopPaced = startIngest(house, PACE);
  await sleep(2_000);
  const meanwhile = await house.time(page, TRIES);
  await stopPaced();
  report("/turns, 50 of 24 hours, nothing else", alone);
  report(`/turns, 50 of 24 hours, while ${PACE} turns come in a second`, meanwhile);
  figure("/turns while turns come in against nothing else, p95", meanwhile.p95 / alone.p95, "times", 1.2);
}

async function measureExport(house: TurnHouse): Promise<void> {
  const page = "/turns?range=30d";
  const alone = await house.time(page, TRIES);
  const memory = () =>
    Number(/^VmRSS:\s+(\d+)/m.exec(fs.readFileSync(`/proc/${house.consolePid()}/status`, "utf8"))![1]) / 1024;
  const before = memory();
  let most = before;
  const look = setInterval(() => (most = Math.max(most, memory())), 200);
  const started = performance.now();
  const exporting = readExport(house);
  await sleep(1_000);
  const meanwhile = await house.time(page, TRIES);
  const { turns, bytes } = await exporting;
  clearInterval(look);
  const seconds = (performance.now() - started) / 1000;
  expect(turns).toBeGreaterThanOrEqual(ROWS);
  figure(`export of ${turns} turns, ${(bytes / 1e9).toFixed(1)} GB`, seconds, "s");
  figure("memory of the console during the export", most - before, "MB more", 100);
  report("/turns during the export", meanwhile);
  figure("/turns during the export against before, p95", meanwhile.p95 / alone.p95, "times", 1.2);
}
