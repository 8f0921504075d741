import { randomBytes } from "node:crypto";
import { BOTS } from "../../prisma/sample/cast.mjs";
import { planSession } from "../../prisma/sample/plan-session.mjs";
import { asTold } from "../../prisma/sample/prompts.mjs";
import { seeded } from "../../prisma/sample/random.mjs";
import { playTurn } from "./play-turn.mjs";
import { CallRefused, KeyRefused, sleepUnless } from "./runtime-client.mjs";

/** Nobody watches more conversations than this. */
const atOnce = 60;

/**
 * @typedef {object} Play
 * @property {import("./runtime-client.mjs").RuntimeClient} client
 * @property {AbortController} stopping
 * @property {number} rate turns a minute
 * @property {number} speed how much faster than in life
 * @property {readonly string[]} bots their slugs; empty: all
 * @property {string} seed
 * @property {boolean} once one conversation of each bot, and then it ends
 * @property {(line: string) => void} say
 */

/** Plays conversations until it is stopped, its key is refused, or, once, until they are over. @param {Play} play */
export async function playBots({ client, stopping, rate, speed, bots, seed, once, say }) {
  const { signal } = stopping;
  const random = seeded(seed);
  // Two runs never share an id, whatever their seed.
  const run = `${Date.now().toString(36)}${randomBytes(2).toString("hex")}`;
  const cast = BOTS.filter(({ slug }) => bots.length === 0 || bots.includes(slug));
  /** @type {Set<Promise<void>>} */
  const running = new Set();
  /** @type {unknown} */
  let failure;
  let sessions = 0;

  /** @param {import("../../prisma/sample/cast.mjs").Bot} bot */
  function begin(bot) {
    sessions += 1;
    const name = `sim-${run}-${sessions}`;
    const turns = planSession(random, asTold(bot, 0), { sessionId: name, turnId: (index) => `${name}-${index}` });
    /** @type {Promise<void>} */
    const session = playSession(bot.slug, turns)
      .catch((error) => {
        if (error instanceof CallRefused) return say(`${bot.slug}: ${error.message}`);
        if (!signal.aborted) failure = error;
        stopping.abort();
      })
      .finally(() => running.delete(session));
    running.add(session);
    return turns.length;
  }

  /** @param {string} slug @param {import("../../prisma/sample/plan-session.mjs").PlannedTurn[]} turns */
  async function playSession(slug, turns) {
    const began = Date.now();
    for (const { startMs, plan } of turns) {
      await sleepUnless(signal, Math.max(0, began + startMs / speed - Date.now()));
      const end = await playTurn(client, plan, { signal, speed });
      say(`${slug.padEnd(8)} ${plan.id}  ${end}`);
    }
  }

  try {
    if (once) for (const bot of cast) begin(bot);
    else
      while (!signal.aborted) {
        const turns = running.size < atOnce ? begin(random.weighted(cast.map((bot) => [bot, bot.share]))) : 1;
        await sleepUnless(signal, ((turns * 60_000) / rate) * (0.5 + random.next()));
      }
    while (running.size > 0) await Promise.all(running);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  await Promise.all(running);
  if (failure instanceof KeyRefused) return say(`The key does not work any more: ${failure.message}`);
  if (failure) throw failure;
}
