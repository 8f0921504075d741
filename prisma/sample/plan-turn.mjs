import { chooseFate, ERRORS } from "./fates.mjs";
import { dollars, MODELS } from "./models.mjs";
import { fill } from "./slots.mjs";
import { TOOLS } from "./tools.mjs";
import { tokensOf, TurnStage } from "./turn-stage.mjs";

/**
 * @typedef {import("./random.mjs").Random} Random
 * @typedef {import("./turn-stage.mjs").Item} Item
 * @typedef {import("./turn-stage.mjs").Step} Step
 * @typedef {{ id: string, start: Item, steps: Step[], end: { at: number, item: Item } | null, response: string, reasoning: string, lastAt: number }} TurnPlan
 *   end: null when the runtime goes silent in the middle
 * @typedef {object} Part what one turn plays
 * @property {string} id
 * @property {import("./cast.mjs").Bot} bot
 * @property {import("./cast.mjs").Exchange} exchange
 * @property {import("./slots.mjs").Slots} slots
 * @property {string} model
 * @property {Record<string, unknown>} about what the start says besides: session, person, channel and so on
 * @property {{ role: string, content: string }[]} earlier the messages before
 * @property {{ key: string, nextSeq: () => number } | null} archive where its events go
 */

export const LEASE_S = 30;

/** @param {Part} part @param {string} prompt @param {string | undefined} runId @returns {Item} */
function startOf({ id, bot, about, model, earlier, archive }, prompt, runId) {
  return {
    type: "turn.start",
    id,
    bot: bot.slug,
    ...about,
    model,
    provider: MODELS[model]?.provider,
    stream: bot.streams,
    user_prompt: prompt,
    request_messages: [
      { role: "system", content: bot.instructions },
      ...earlier.slice(-8),
      { role: "user", content: prompt },
    ],
    prompts: bot.prompts,
    lease_s: LEASE_S,
    ...(archive && { agent_session_key: archive.key, agent_request_id: runId }),
  };
}

/** @typedef {{ status: string, reason: string, error?: string } | null} Outcome null: the runtime goes silent */

/** @param {TurnStage} stage @param {import("./fates.mjs").Fate} fate @returns {Outcome} */
function act(stage, fate) {
  const { random, part } = stage;
  const { exchange, slots } = part;
  const thinks = stage.model.thinks ? fill(exchange.thinks ?? "", slots) : "";
  const tools = exchange.tools ?? [];
  const reply = fill(exchange.reply, slots);
  const length = [...reply].length;

  if (fate === "overloaded" || fate === "retried") {
    const attempts = fate === "retried" ? 1 : 3;
    for (let attempt = 1; attempt <= attempts; attempt++) {
      stage.callModel(attempt).failed(part.model.startsWith("claude") ? ERRORS.overloaded : ERRORS.rate);
      stage.now += random.whole(700, 1500) * attempt;
    }
    if (fate === "overloaded")
      return { status: "error", reason: "provider_error", error: `${ERRORS.overloaded} (after 3 attempts)` };
  }
  if (fate === "too long" || fate === "refused") {
    const error = fill(ERRORS[fate], { ...slots, context: String(stage.context + 180_000) });
    stage.callModel(1).failed(error);
    return { status: "error", reason: fate === "refused" ? "credentials" : "context_length", error };
  }
  const attempt = () => (fate === "retried" && stage.modelCalls === 1 ? 2 : 1);
  stage.stream("reasoning", thinks);
  for (const [index, group] of tools.entries()) {
    const call = stage.callModel(attempt());
    stage.now += random.whole(120, 600);
    call.done("tool_use", random.whole(24, 110), index === 0 ? tokensOf(thinks) : 0);
    const breaks = fate === "broken tool" && index === tools.length - 1;
    const from = stage.now;
    if (group.includes("restart_container"))
      stage.tell("approval_required", { tool_name: "restart_container", approved_by: part.about.user_id });
    let until = from;
    for (const name of group) {
      stage.now = from;
      until = Math.max(until, stage.callTool(name, { iteration: index + 1, breaks }));
    }
    stage.now = until + random.whole(6, 30);
    const last = String(group.at(-1));
    if (breaks)
      return { status: "error", reason: "tool_error", error: `${last} failed: ${TOOLS[last]?.fails ?? ERRORS.tool}` };
    if (fate === "crashed" && random.chance(0.4)) return null;
  }
  const call = stage.callModel(attempt());
  if (fate === "timeout") {
    stage.now += random.whole(45_000, 90_000);
    call.failed(ERRORS.timeout);
    return { status: "timeout", reason: "deadline", error: ERRORS.timeout };
  }
  const isCut = fate === "aborted" || fate === "crashed" || fate === "filtered";
  stage.stream("response", reply, isCut ? Math.ceil(length * (0.2 + random.next() * 0.6)) : length);
  if (fate === "crashed") return null;
  const finish = fate === "aborted" ? "cancelled" : fate === "filtered" ? "content_filter" : "end_turn";
  call.done(finish, tokensOf(stage.response), tools.length === 0 ? tokensOf(thinks) : 0);
  if (fate === "filtered") return { status: "error", reason: "content_filter", error: ERRORS.filtered };
  return fate === "aborted" ? { status: "aborted", reason: "user_stopped" } : { status: "ok", reason: "end_turn" };
}

/** @param {TurnStage} stage @param {NonNullable<Outcome>} outcome @returns {{ at: number, item: Item }} */
function endOf(stage, { status, reason, error }) {
  const { random, part, usage, firstAt } = stage;
  stage.now += random.whole(4, 40);
  if (stage.response && status === "ok") stage.tell("assistant_done", { text: stage.response });
  if (error) stage.tell("error", { message: error });
  stage.tell("run_completed", { status, end_reason: reason });
  const hasCounted = Object.values(usage).some((count) => count > 0);
  const { animations } = part.bot;
  const item = {
    type: "turn.update",
    id: part.id,
    ...{ status, end_reason: reason, latency_ms: stage.now, ended_at: stage.now },
    ...(error && { error_text: error }),
    ...(firstAt !== null && { ttft_ms: firstAt }),
    ...(hasCounted && { token_usage: usage, cost_usd: dollars(stage.cost) }),
    ...(animations && status === "ok" && { animation: random.pick(animations) }),
  };
  return { at: stage.now, item };
}

/** Everything that happens in one turn, from its start to its end. @param {Random} random @param {Part} part @returns {TurnPlan} */
export function planTurn(random, part) {
  const fate = chooseFate(random, (part.exchange.tools ?? []).length > 0);
  const before = tokensOf(part.earlier.map(({ content }) => content).join(""));
  const stage = new TurnStage(random, part, {
    slow: random.chance(0.04) ? random.whole(3, 7) : (part.bot.slower ?? 1),
    context: random.whole(...part.bot.context) + before,
  });
  const prompt = fill(part.exchange.user, part.slots);
  stage.fresh = tokensOf(prompt);
  const start = startOf(part, prompt, stage.runId);
  stage.tell("run_started", { model: part.model });
  stage.tell("user_message", { text: prompt });
  stage.now += random.whole(8, 60);
  const outcome = act(stage, fate);
  const end = outcome && endOf(stage, outcome);
  const steps = stage.steps.sort((a, b) => a.at - b.at);
  // Tools run beside each other; their events are numbered as they are sent.
  for (const { item } of steps) if (item.type === "event") item.seq = part.archive?.nextSeq();
  const lastAt = Math.max(stage.now, steps.at(-1)?.at ?? 0);
  return { id: part.id, start, steps, end, response: stage.response, reasoning: stage.reasoning, lastAt };
}
