import { BOTS, RHYTHMS } from "./cast.mjs";
import { dated } from "./dated.mjs";
import { planSession } from "./plan-session.mjs";
import { LEASE_S } from "./plan-turn.mjs";
import { asTold } from "./prompts.mjs";
import { seeded } from "./random.mjs";

/** @typedef {import("./plan-turn.mjs").Item} Item */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DAYS = 7;
/** Conversations on an ordinary day, of all bots together. */
const USUAL = { seed: "wheelhouse", sessionsADay: 205 };

/** All of one turn as items of a batch, told afterwards. @param {import("./plan-turn.mjs").TurnPlan} plan @param {number} startMs @returns {Item[]} */
function toldAfterwards(plan, startMs) {
  const end = plan.end?.item ?? {
    type: "turn.update",
    id: plan.id,
    status: "interrupted",
    end_reason: "silent",
    ended_at: plan.lastAt + LEASE_S * 1000,
    latency_ms: plan.lastAt + LEASE_S * 1000,
  };
  const texts = {
    ...(plan.response && { response_text: plan.response }),
    ...(plan.reasoning && { reasoning_text: plan.reasoning }),
  };
  const told = plan.steps.filter(({ live }) => !live).map(({ item }) => item);
  // Of a call only its end is left to say, where it had one.
  const last = new Map(told.map((item, index) => [item.call_id ?? index, index]));
  const items = told.filter((item, index) => last.get(item.call_id ?? index) === index);
  return [{ ...plan.start, started_at: 0 }, ...items, { ...end, ...texts }].map((item) => dated(item, startMs));
}

/** @param {number} dayStart @param {number} now @param {typeof USUAL} size */
function* sessionsOfDay(dayStart, now, { seed, sessionsADay }) {
  const weekday = new Date(dayStart).getUTCDay();
  const isWeekend = weekday === 0 || weekday === 6;
  const total = BOTS.reduce((sum, { share }) => sum + share, 0);
  for (const bot of BOTS) {
    const rhythm = RHYTHMS[bot.rhythm];
    const busy = rhythm.reduce((sum, weight) => sum + weight, 0);
    const quiet = isWeekend && (bot.rhythm === "office" || bot.rhythm === "day") ? 0.45 : 1;
    for (const [hour, weight] of rhythm.entries()) {
      const random = seeded(`${seed}/${new Date(dayStart).getUTCDay()}/${bot.slug}/${hour}`);
      const expected = ((sessionsADay * bot.share) / total) * (weight / busy) * quiet;
      const count = Math.floor(expected) + (random.chance(expected % 1) ? 1 : 0);
      for (let index = 0; index < count; index++) {
        const name = `${bot.slug}-${weekday}-${hour}-${index}`;
        const startMs = dayStart + hour * HOUR + random.whole(0, HOUR - 1);
        const turns = planSession(random, asTold(bot, now - startMs), {
          sessionId: `sample-${name}`,
          turnId: (turn) => `sample-${name}-${turn}`,
        });
        yield { startMs, turns };
      }
    }
  }
}

/**
 * Seven days up to now, turn by turn, each as the items that a runtime would have sent. The same seed and day give the
 * same turns with the same ids.
 * @param {number} now @param {Partial<typeof USUAL>} [size] @returns {Generator<Item[]>}
 */
export function* sampleWeek(now, size) {
  const today = Math.floor(now / DAY) * DAY;
  const from = now - DAYS * DAY + HOUR;
  for (let day = today - (DAYS - 1) * DAY; day <= today; day += DAY)
    for (const { startMs, turns } of sessionsOfDay(day, now, { ...USUAL, ...size }))
      for (const turn of turns) {
        const at = startMs + turn.startMs;
        const isOver = at + turn.plan.lastAt + LEASE_S * 1000 < now;
        if (at >= from && isOver) yield toldAfterwards(turn.plan, at);
      }
}
