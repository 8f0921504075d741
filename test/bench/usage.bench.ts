import { expect, test } from "vitest";
import { pool, transaction } from "~/data/postgres.server";
import { foldTurnLedger } from "~/data/runtime/turn-margins.server";
import { forgetPartitions } from "~/data/runtime/turn-partitions.server";
import { answerUsage } from "~/features/usage/api/usage-answer.server";
import { UsageParams } from "~/features/usage/api/usage-query.server";
import { keepTurnMargins, recountTurns } from "~/features/turns/fold-turn-ledger.server";
import { rebuildAllUsage } from "~/features/usage/rebuild-usage.server";
import { testDatabase, type TestDatabase } from "../setup/database";
import { figure, percentile } from "./figure";

const ROWS = Number(process.env.BENCH_ROWS ?? 1_000_000);
const DAYS = 37;
const DAY = 24 * 3_600_000;
const TRIES = 20;
const LIVE = 20_000;

/** 20 bots, 5 models, 4 channels and 2 environments, unevenly; durations spread as those of real calls. */
function turnsOf(id: string, at: string, rows: number): string {
  return `insert into runtime.turn_logs (id, created_at, source, bot_id, user_id, model, provider, channel, environment, status, latency_ms, ttft_ms,
      input_tokens, output_tokens, cost_usd, tool_call_count)
    select ${id} || n, ${at}, 'bench', 'bot-' || 1 + floor(20 * random() ^ 1.6), 'user-' || 1 + floor(500 * random()), 'model-' || model, 'provider-' || model / 2,
           (array['web', 'discord', 'slack', 'api'])[1 + floor(4 * random() ^ 1.6)], case when random() < 0.9 then 'production' else 'staging' end,
           case when random() < 0.94 then 'ok' else 'error' end, ms, ms * (0.1 + 0.3 * random()), 300 + 4000 * random(), 50 + 800 * random(),
           (random() / 50)::numeric(18, 9), floor(3 * random())
      from (select n, floor(5 * random() ^ 1.6)::int as model, exp(7.8 + 0.9 * (random() + random() + random() + random() - 2) * 1.73)::int as ms
              from generate_series(1, ${rows}) n) each`;
}

async function seed(database: TestDatabase): Promise<void> {
  const day = (ago: number) => new Date(Date.now() - ago * DAY);
  for (let ago = DAYS + 1; ago >= -1; ago--)
    for (const table of ["turn_logs", "llm_calls"])
      await database.owner.query("select runtime.ensure_partition($1, $2)", [table, day(ago)]);
  await database.owner.query("alter table runtime.turn_logs disable trigger book_new_turns");
  await database.owner.query(turnsOf("'old-'", `now() - n * interval '${DAYS} days' / ${ROWS}`, ROWS));
  await database.owner.query("alter table runtime.turn_logs enable trigger book_new_turns");
  await database.owner.query("analyze runtime.turn_logs");
}

async function timed<T>(run: () => Promise<T>): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}

test(`usage of ${ROWS} turns over ${DAYS} days`, { timeout: 30 * 60_000 }, async () => {
  forgetPartitions();
  await using database = await testDatabase();
  await seed(database);
  await recountTurns();
  await rebuildAllUsage();
  const rebuilt = await timed(async () => expect(await rebuildAllUsage()).toBe(ROWS));
  figure("usage summed anew from rows", ROWS / (rebuilt / 1000), "turns/s", { least: 100_000 });
  for (const table of ["usage_buckets", "usage_margins", "usage_series"])
    await database.owner.query(`vacuum analyze runtime.${table}`);
  const { rows: sizes } = await database.owner.query<{ bytes: string }>(
    "select sum(pg_total_relation_size(oid)) as bytes from pg_class where relnamespace = 'runtime'::regnamespace and relkind = 'r' and relname ~ '^usage_'",
  );
  figure("usage sums, stored", Number(sizes[0]!.bytes) / ROWS, "bytes a turn");
  await measureQueries();
  await measureFold(database);
});

const QUERIES: [name: string, limit: number, query: Record<string, string>][] = [
  ["in all, by day", 30, {}],
  ["by model, by day, in Berlin", 30, { group_by: "model", tz: "Europe/Berlin" }],
  ["by bot, by day, in Berlin", 30, { group_by: "bot", tz: "Europe/Berlin" }],
  ["by model, of a bot, by day, in Berlin", 30, { group_by: "model", bot: "bot-3", tz: "Europe/Berlin" }],
  ["by bot, of a model, by day, in Berlin", 30, { group_by: "bot", model: "model-1", tz: "Europe/Berlin" }],
  ["by channel, of a bot, by day, in Berlin", 30, { group_by: "channel", bot: "bot-3", tz: "Europe/Berlin" }],
  ["by model, of a channel, by day, in Kathmandu", 30, { group_by: "model", channel: "web", tz: "Asia/Kathmandu" }],
  ["by bot and model, by day, in Berlin", 150, { group_by: "bot,model", tz: "Europe/Berlin" }],
  ["by bot, model and channel, by week", 150, { group_by: "bot,model,channel", bucket: "week" }],
  ["by bot, by hour, in Berlin", 150, { group_by: "bot", bucket: "hour", tz: "Europe/Berlin" }],
  ["in all, by hour, in Kathmandu", 150, { bucket: "hour", tz: "Asia/Kathmandu" }],
  ["of a bot, by 15 minutes", 150, { bucket: "15m", bot: "bot-3" }],
  [
    "of a bot, a model and a channel, by day, in Berlin",
    150,
    { bot: "bot-3", model: "model-1", channel: "web", tz: "Europe/Berlin" },
  ],
];

async function measureQueries(): Promise<void> {
  const from = new Date(Date.now() - DAYS * DAY).toISOString();
  const only = process.env.BENCH_QUERY;
  for (const [name, limit, query] of QUERIES) {
    if (only && !name.includes(only)) continue;
    const params = UsageParams.parse({ from, ...query });
    const times: number[] = [];
    for (let i = -2; i < TRIES; i++) {
      const ms = await timed(async () =>
        expect((await answerUsage({ bots: null }, params)).data.length).toBeGreaterThan(0),
      );
      if (i >= 0) times.push(ms);
    }
    figure(`usage of ${DAYS} days ${name}, p50`, percentile(times, 50), "ms", limit);
  }
}

/** What the fold takes from the machine, in the time that so many turns take to come in. */
async function measureFold(database: TestDatabase): Promise<void> {
  await keepTurnMargins();
  await database.owner.query(turnsOf("'new-'", "now() - n * interval '2 milliseconds'", LIVE));
  const folded = await timed(async () => expect(await transaction(foldTurnLedger, "jobs")).toBe(LIVE));
  figure("a fold of turns into counts and usage", LIVE / (folded / 1000), "turns/s");
  await database.owner.query(turnsOf("'newer-'", "now() - n * interval '2 milliseconds'", LIVE));
  await database.owner.query("analyze runtime.turn_ledger");
  const again = await timed(async () => expect(await transaction(foldTurnLedger, "jobs")).toBe(LIVE));
  figure("a fold of turns where sums are there, too", LIVE / (again / 1000), "turns/s");
  expect((await pool().query("select from runtime.turn_ledger limit 1")).rowCount).toBe(0);
}
