import { planTurn } from "./plan-turn.mjs";
import { drawSlots } from "./slots.mjs";

/**
 * @typedef {import("./random.mjs").Random} Random
 * @typedef {{ startMs: number, plan: import("./plan-turn.mjs").TurnPlan }} PlannedTurn startMs: since the session's start
 */

/**
 * A conversation: a few turns of one bot with one person, each after the answer of the one before was read.
 * @param {Random} random @param {import("./cast.mjs").Bot} bot
 * @param {{ sessionId: string, turnId: (index: number) => string }} ids
 * @returns {PlannedTurn[]}
 */
export function planSession(random, bot, { sessionId, turnId }) {
  const dialogue = random.pick(bot.dialogues);
  const slots = drawSlots(random);
  const channel = random.pick(bot.channels);
  const about = {
    user_id: random.pick(bot.people),
    session_id: sessionId,
    channel,
    environment: random.chance(0.06) ? "staging" : "production",
    metadata: { language: dialogue.language, client: `${channel}/2.${random.whole(1, 9)}` },
  };
  let seq = 0;
  // Now and then a message never arrives: its number is missing for ever.
  const nextSeq = () => (seq += random.chance(0.006) ? random.whole(2, 4) : 1);
  const archive = bot.archives ? { key: `agent:${bot.slug}:${sessionId}`, nextSeq } : null;
  /** @type {{ role: string, content: string }[]} */
  const earlier = [];
  /** @type {PlannedTurn[]} */
  const turns = [];
  const stays = random.chance(0.85);
  const exchanges = stays ? dialogue.exchanges : dialogue.exchanges.slice(0, 1);
  let startMs = 0;
  /** @param {number} index @param {string} [parent] */
  function play(index, parent) {
    const exchange = /** @type {import("./cast.mjs").Exchange} */ (exchanges[index]);
    const tags = [...bot.tags, ...(turns.length > 0 ? ["follow-up"] : []), ...(parent ? ["retry"] : [])];
    const plan = planTurn(random, {
      id: turnId(turns.length),
      bot,
      exchange,
      slots,
      model: random.weighted(bot.models),
      about: {
        ...about,
        tags,
        trigger_message_id: `msg-${turnId(turns.length)}`,
        ...(parent && { parent_turn_id: parent }),
      },
      earlier: [...earlier],
      archive,
    });
    turns.push({ startMs, plan });
    startMs += plan.lastAt + random.around(24_000);
    return plan;
  }
  for (const index of exchanges.keys()) {
    let plan = play(index);
    // Who gets no answer asks again, or gives up.
    if (plan.end?.item.status !== "ok") {
      if (random.chance(0.35)) break;
      plan = play(index, plan.id);
    }
    earlier.push({ role: "user", content: String(plan.start.user_prompt) });
    if (plan.response) earlier.push({ role: "assistant", content: plan.response });
  }
  return turns;
}
