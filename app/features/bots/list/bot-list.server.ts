import { pool } from "~/data/postgres.server";
import {
  firstHour,
  HOURS_SHOWN,
  listBotSightings,
  readBotFigures,
  readBotHours,
  readBotP95,
} from "~/data/runtime/bot-figures.server";
import { listBotSummaries, type BotSummary } from "~/data/runtime/bot-list.server";
import { listBotPauses } from "~/data/runtime/bot-pauses.server";
import { EVERY_BOT } from "~/lib/every-bot";
import { decodeCursor, encodeCursor } from "~/lib/cursor";
import { cursorParam, sortParam } from "~/lib/list-params";
import { filterBots } from "./bot-filters";
import type { BotRow } from "./bot-row";
import { BOT_SORT, sortBots } from "./bot-sort";

const PAGE = 50;
const HOUR_MS = 3_600_000;
const ORDER = "bots";

/** A page of the bots that are set up, and of those that turns know alone. */
export async function getBotList(params: URLSearchParams, now = Date.now()) {
  const since = firstHour(now);
  const sort = params.get(sortParam);
  const [summaries, figures, sightings, pauses, slowest] = await Promise.all([
    listBotSummaries(pool()),
    readBotFigures(pool(), since),
    listBotSightings(pool()),
    listBotPauses(pool()),
    isBySlowest(sort) ? readBotP95(pool(), since) : null,
  ]);
  const paused = new Set(pauses.map((pause) => pause.bot_id));
  const all = joinBots(summaries, figures, sightings, paused);
  if (slowest) for (const bot of all) bot.p95Ms = slowest.get(bot.slug) ?? null;
  const { bots, facets } = filterBots(all, params);
  const sorted = sortBots(bots, sort);
  const order = `${ORDER} ${sort ?? BOT_SORT}`;
  const place = decodeCursor(order, params.get(cursorParam), 2);
  // Where the row before was, also when it has gone meanwhile.
  const found = place ? sorted.findIndex((bot) => bot.slug === place[0]) : -1;
  const begin = place ? (found >= 0 ? found + 1 : Math.min(Number(place[1]) || 0, sorted.length)) : 0;
  const rows = sorted.slice(begin, begin + PAGE);
  const last = rows.at(-1);
  const next = last && begin + PAGE < sorted.length ? encodeCursor(order, [last.slug, String(begin + PAGE)]) : null;
  await Promise.all([addHours(rows, summaries, since), slowest ?? addSlowest(rows, summaries, since)]);
  return { page: { rows, next }, facets, count: sorted.length, total: all.length };
}

type Figures = Awaited<ReturnType<typeof readBotFigures>>;
type Sightings = Awaited<ReturnType<typeof listBotSightings>>;

function joinBots(
  summaries: readonly BotSummary[],
  figures: Figures,
  sightings: Sightings,
  paused: ReadonlySet<string>,
): BotRow[] {
  const figuresOf = new Map(figures.map((each) => [each.bot_id, each]));
  const seenAt = new Map(sightings.map((each) => [each.bot_id, each.last_at]));
  const known = new Set(summaries.flatMap((bot) => [bot.slug, ...bot.former_slugs]));
  const isPaused = (slug: string) => paused.has(EVERY_BOT) || paused.has(slug);
  const row = (slug: string, names: readonly string[]): BotRow => {
    const done = figuresOf.get(slug);
    const seen = names.flatMap((name) => seenAt.get(name) ?? []);
    return {
      slug,
      name: slug,
      description: "",
      isConfigured: false,
      isEnabled: true,
      isPaused: isPaused(slug),
      backend: null,
      model: null,
      turns: done?.turns ?? 0,
      errorRate: done && done.ended > 0 ? done.errors / done.ended : null,
      errors: done?.errors ?? 0,
      p95Ms: null,
      costUsd: done && done.ended > done.cost_unknown ? done.cost_usd : null,
      costUnknown: done?.cost_unknown ?? 0,
      lastAt: seen.length > 0 ? seen.reduce((a, b) => (a > b ? a : b)) : null,
      changedAt: null,
      changedBy: null,
      hours: [],
    };
  };
  return [
    ...summaries.map((bot) => ({
      ...row(bot.slug, [bot.slug, ...bot.former_slugs]),
      name: bot.name,
      description: bot.description,
      isConfigured: true,
      isEnabled: bot.enabled,
      backend: bot.agent_backend,
      model: bot.default_model,
      changedAt: bot.updated_at,
      changedBy: bot.updated_by,
    })),
    ...sightings.filter(({ bot_id }) => !known.has(bot_id)).map(({ bot_id }) => row(bot_id, [bot_id])),
  ];
}

function isBySlowest(sort: string | null): boolean {
  return sort?.replace(/^-/, "") === "p95";
}

/** The names that the turns of these rows may have. */
function namesOf(rows: readonly BotRow[], summaries: readonly BotSummary[]): string[] {
  const shown = new Set(rows.map(({ slug }) => slug));
  return [...shown, ...summaries.flatMap((bot) => (shown.has(bot.slug) ? bot.former_slugs : []))];
}

async function addSlowest(rows: readonly BotRow[], summaries: readonly BotSummary[], since: Date): Promise<void> {
  const slowest = await readBotP95(pool(), since, namesOf(rows, summaries));
  for (const row of rows) row.p95Ms = slowest.get(row.slug) ?? null;
}

/** The lines of a page's rows alone. */
async function addHours(rows: readonly BotRow[], summaries: readonly BotSummary[], since: Date): Promise<void> {
  const busy = new Map(rows.filter((row) => row.turns > 0).map((row) => [row.slug, row]));
  for (const row of rows) row.hours = Array.from({ length: HOURS_SHOWN }, () => 0);
  const owner = new Map<string, BotRow>(busy);
  for (const bot of summaries)
    for (const former of bot.former_slugs)
      if (busy.has(bot.slug) && !owner.has(former)) owner.set(former, busy.get(bot.slug)!);
  for (const { bot_id, starts_at, turns } of await readBotHours(pool(), since, [...owner.keys()])) {
    const at = Math.round((starts_at - since.getTime()) / HOUR_MS);
    const hours = owner.get(bot_id)?.hours;
    if (hours && at >= 0 && at < HOURS_SHOWN) hours[at] = hours[at]! + turns;
  }
}
