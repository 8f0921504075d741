import { expect, test } from "vitest";
import {
  firstHour,
  listBotSightings,
  readBotFigures,
  readBotHours,
  readBotP95,
} from "~/data/runtime/bot-figures.server";
import { listBotSummaries } from "~/data/runtime/bot-list.server";
import { getBotList } from "~/features/bots/list/bot-list.server";
import { explainedSql, misdeeds } from "./explained-sql";
import { figure, percentile } from "./figure";
import { productHouse, type ProductHouse, type Times } from "./product-house";

const BOTS = 1_000;
const TURNS = 1_000_000;
const HOURS = 30 * 24;
const TRIES = 60;

function report(name: string, { p50, p95 }: Times, limit?: number): void {
  figure(`${name}, p50`, p50, "ms");
  figure(`${name}, p95`, p95, "ms", limit);
}

test(`a house of ${BOTS} bots`, { timeout: 20 * 60_000 }, async () => {
  await using house = await productHouse();
  await seedBots(house);
  await measureLists();
  report("/bots, 50 of 1,000, to the last byte", await house.time("/bots", TRIES));
  report("/bots/:slug, to the last byte", await house.time("/bots/bot-7", TRIES));
  expect(await misdeedsOfPlans(house)).toEqual([]);
});

/** Profiles with prompts, and the sums that a million turns of a month leave: the list reads these and no turns. */
async function seedBots({ pool }: ProductHouse): Promise<void> {
  await pool.query(
    `insert into runtime.bot_profiles (id, slug, name, description, system_prompt, default_model, agent_backend, former_slugs, updated_by)
     select gen_random_uuid(), 'bot-' || n, 'Bot number ' || n, 'Answers questions of kind ' || n % 40, repeat('You are a bot. ', 400),
            'model-' || n % 7, (array['chat', 'codex', 'claude-code', 'openclaw'])[1 + n % 4],
            case when n % 20 = 0 then array['old-' || n] else '{}' end, 'bench'
       from generate_series(1, $1::int) n`,
    [BOTS],
  );
  await pool.query("select setseed(0.42)");
  await pool.query(
    `create temporary table made on commit preserve rows as
     select 'bot-' || 1 + (random() * ($1::int - 1))::int as bot_id, date_trunc('hour', now(), 'UTC') - floor(random() * $3::int) * interval '1 hour' as starts_at,
            floor(24 * (2.2 + random() * 2))::smallint as bin, random() < 0.04 as failed from generate_series(1, $2::int)`,
    [BOTS, TURNS, HOURS],
  );
  await pool.query(
    `insert into runtime.bot_hours select starts_at, bot_id, count(*), count(*), count(*) filter (where failed), count(*) * 0.002, 0 from made group by 1, 2`,
  );
  await pool.query(
    "insert into runtime.bot_latencies select starts_at, bot_id, bin, count(*) from made group by 1, 2, 3",
  );
  await pool.query(
    "insert into runtime.bot_sightings select bot_id, min(starts_at), max(starts_at) from made group by 1 on conflict do nothing",
  );
  await pool.query(
    "vacuum analyze runtime.bot_hours, runtime.bot_latencies, runtime.bot_sightings, runtime.bot_profiles",
  );
}

async function time(work: () => Promise<unknown>): Promise<Times> {
  const times: number[] = [];
  for (let i = -3; i < TRIES; i++) {
    const started = performance.now();
    await work();
    if (i >= 0) times.push(performance.now() - started);
  }
  return { p50: percentile(times, 50), p95: percentile(times, 95) };
}

async function measureLists(): Promise<void> {
  const list = (query: string) => () => getBotList(new URLSearchParams(query));
  expect((await getBotList(new URLSearchParams())).count).toBe(BOTS);
  report("list of 1,000 bots with their health", await time(list("")), 30);
  report("list of bots by the slowest", await time(list("sort=-p95")));
  report("list of bots, filtered and searched", await time(list("backend=codex&q=questions")), 30);
}

async function misdeedsOfPlans({ pool }: ProductHouse): Promise<string[]> {
  const { sql, plans } = explainedSql(pool);
  const since = firstHour(Date.now());
  await readBotFigures(sql, since);
  await readBotP95(sql, since, ["bot-1", "bot-2"]);
  await readBotHours(sql, since, ["bot-1", "bot-2"]);
  await listBotSummaries(sql);
  await listBotSightings(sql);
  // These are small as a whole: a row a bot.
  const small = new Set(["bot_profiles", "bot_sightings"]);
  return plans.flatMap(({ text, plan }) =>
    misdeeds(plan, small)
      .filter((each) => each.startsWith("reads all"))
      .map((misdeed) => `${misdeed}: ${text}`),
  );
}
