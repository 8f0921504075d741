import { pool } from "~/data/postgres.server";
import {
  firstHour,
  HOURS_SHOWN,
  listBotSightings,
  readBotFigures,
  readBotHours,
  readBotP95,
} from "~/data/runtime/bot-figures.server";
import { listTurns } from "~/data/runtime/turn-list.server";
import type { FoundBot } from "./bot-view.server";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const RECENT_DAYS = 30;
const RECENT = 8;

/** How a bot did in the last 24 hours, and what it did last. */
export async function getBotOverview(bot: FoundBot, now = Date.now()) {
  const names = bot.kind === "configured" ? [bot.slug, ...bot.profile.former_slugs] : [bot.slug];
  const since = firstHour(now);
  const around = {
    from: new Date(now - RECENT_DAYS * DAY_MS).toISOString(),
    to: new Date(now + DAY_MS).toISOString(),
    only: { bot: names },
  };
  const [[figures], slowest, hours, sightings, { rows }] = await Promise.all([
    readBotFigures(pool(), since, names),
    readBotP95(pool(), since, names),
    readBotHours(pool(), since, names),
    listBotSightings(pool(), names),
    listTurns(pool(), around, { sort: "started_at", descending: true }, null, RECENT),
  ]);
  const byHour = Array.from({ length: HOURS_SHOWN }, (_, at) => ({
    from: since.getTime() + at * HOUR_MS,
    turns: 0,
    errors: 0,
  }));
  for (const hour of hours) {
    const slot = byHour[Math.round((hour.starts_at - since.getTime()) / HOUR_MS)];
    if (slot) {
      slot.turns += hour.turns;
      slot.errors += hour.errors;
    }
  }
  const lastAt =
    sightings
      .map(({ last_at }) => last_at)
      .toSorted()
      .at(-1) ?? null;
  const firstAt = sightings.map(({ first_at }) => first_at).toSorted()[0] ?? null;
  const recent = rows.map(
    ({ id, bot_id, created_at, status, user_id, prompt_preview, latency_ms, cost_usd, error_text }) => ({
      ...{ id, bot_id, created_at, status, user_id, prompt_preview, latency_ms, cost_usd, error_text },
    }),
  );
  return {
    names,
    figures: figures ? { ...figures, p95_ms: slowest.get(figures.bot_id) ?? null } : null,
    since: since.getTime(),
    byHour,
    firstAt,
    lastAt,
    recent,
  };
}

export type BotOverviewData = Awaited<ReturnType<typeof getBotOverview>>;
