import { addUsage, dollars, MODELS, nanoDollars, noUsage } from "./models.mjs";
import { chooseFate, ERRORS } from "./fates.mjs";
import { fill } from "./slots.mjs";
import { TOOLS } from "./tools.mjs";

/**
 * @typedef {import("./random.mjs").Random} Random
 * @typedef {import("./models.mjs").Usage} Usage
 * @typedef {Record<string, unknown> & { type: string }} Item an item of POST /api/v1/ingest; a time in it is a number of milliseconds since the turn's start
 * @typedef {{ at: number, item: Item, live?: boolean }} Step live: a piece of a text, sent only by who plays in real time
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

/** @param {string} text */
const tokensOf = (text) => Math.ceil(text.length / 3.6);

/** Everything that happens in one turn, from its start to its end. @param {Random} random @param {Part} part @returns {TurnPlan} */
export function planTurn(random, part) {
  const { id, bot, exchange, slots, archive } = part;
  const model = /** @type {import("./models.mjs").Model} */ (MODELS[part.model]);
  const tools = exchange.tools ?? [];
  const fate = chooseFate(random, tools.length > 0);
  const slow = random.chance(0.04) ? random.whole(3, 7) : 1;
  const runId = archive ? `req_${id}` : undefined;
  const prompt = fill(exchange.user, slots);
  const thinks = model.thinks ? fill(exchange.thinks ?? "", slots) : "";

  /** @type {Step[]} */
  const steps = [];
  let now = 0;
  let calls = 0;
  let made = 0;
  let usage = noUsage();
  /** @type {number | null} */
  let cost = 0;
  /** @type {number | null} */
  let firstAt = null;
  let response = "";
  let reasoning = "";
  let fresh = tokensOf(prompt);
  const context = random.whole(...bot.context) + tokensOf(part.earlier.map(({ content }) => content).join(""));

  /** @param {Item} item @param {number} [at] @param {boolean} [live] */
  const put = (item, at = now, live) => void steps.push({ at, item, ...(live && { live }) });
  /** @param {string} kind @param {Record<string, unknown>} payload @param {number} [at] */
  function tell(kind, payload, at = now) {
    if (!archive) return;
    put(
      { type: "event", session_key: archive.key, run_id: runId, kind, seq: archive.nextSeq(), created_at: at, payload },
      at,
    );
  }

  /** A call of the model until its first token; the caller says what comes of it. @param {number} attempt */
  function callModel(attempt) {
    calls += 1;
    const call = {
      type: "llm_call",
      turn_id: id,
      call_id: `${id}-m${calls}`,
      model: part.model,
      provider: model.provider,
      attempt,
      started_at: now,
    };
    put({ ...call });
    const began = now;
    now += random.around(model.firstMs) * slow;
    return {
      /** @param {string} finish @param {number} output @param {number} thought */
      done(finish, output, thought) {
        const first = calls === 1 && part.earlier.length === 0;
        /** @type {Usage} */
        const used = {
          input: fresh,
          output,
          cache_read: first ? 0 : context,
          cache_write: first && model.price?.cacheWrite ? context : 0,
          reasoning: thought,
        };
        if (first && !used.cache_write) used.input += context;
        usage = addUsage(usage, used);
        const nano = nanoDollars(part.model, used);
        cost = nano === null || cost === null ? null : cost + nano;
        put({
          ...call,
          ended_at: now,
          latency_ms: now - began,
          finish_reason: finish,
          token_usage: used,
          cost_usd: dollars(nano),
        });
        tell("usage_update", { token_usage: used });
        fresh = output;
      },
      /** @param {string} error */
      failed(error) {
        put({ ...call, ended_at: now, latency_ms: now - began, finish_reason: "error", error_text: error });
        tell("error", { message: error, attempt });
      },
    };
  }

  /** @param {string} name @param {number} iteration @param {string} [parent] @param {boolean} [breaks] @returns {number} when it ends */
  function useTool(name, iteration, parent, breaks) {
    const tool = /** @type {import("./tools.mjs").Tool} */ (TOOLS[name]);
    made += 1;
    const callId = `${id}-t${made}`;
    const began = now + made * 9;
    const call = {
      type: "tool_call",
      turn_id: id,
      call_id: callId,
      tool_name: name,
      arguments: tool.arguments(slots),
      iteration,
      started_at: began,
      ...(parent && { parent_call_id: parent }),
    };
    put({ ...call, status: "running" }, began);
    const about = { tool_name: name, tool_use_id: callId, ...(parent && { parent_tool_use_id: parent }) };
    tell("tool_start", { ...about, arguments: call.arguments }, began);
    if (tool.inside) tell("subagent_started", about, began);
    let ends = began + random.around(tool.ms) * slow;
    for (const inner of tool.inside ?? []) {
      now = ends;
      ends = Math.max(ends, useTool(inner, iteration, callId));
    }
    now = began;
    const fails = Boolean(tool.fails) && (breaks || random.chance(0.035));
    const result = fails ? String(tool.fails) : tool.result(slots);
    put({ ...call, status: fails ? "error" : "ok", result_text: result, ended_at: ends }, ends);
    if (tool.inside) tell("subagent_done", about, ends);
    if (name === "edit_file" && !fails) tell("file_changed", { file: slots.file, summary: "1 replacement" }, ends);
    tell("tool_end", { ...about, result: result.slice(0, 400), is_error: fails }, ends);
    fresh += tokensOf(result.slice(0, 12_000));
    return ends;
  }

  /** Sends a text as it comes, up to a length. @param {"response" | "reasoning"} kind @param {string} text @param {number} until */
  function stream(kind, text, until) {
    const points = [...text];
    let at = 0;
    while (at < Math.min(points.length, until)) {
      const chunk = points.slice(at, at + random.whole(18, 60));
      now += Math.round((chunk.length / model.speed) * 1000 * slow);
      firstAt ??= now;
      const piece = chunk.join("");
      if (kind === "response") {
        response += piece;
        if (bot.streams) put({ type: "turn.update", id, response_append: piece, response_offset: at }, now, true);
        tell("assistant_delta", { text: piece });
      } else {
        reasoning += piece;
        if (bot.streams) put({ type: "turn.update", id, reasoning_text: reasoning }, now, true);
        tell("reasoning_delta", { text: piece });
      }
      at += chunk.length;
    }
  }

  /** @param {string} status @param {string} reason @param {string} [error] @returns {TurnPlan} */
  function finish(status, reason, error) {
    now += random.whole(4, 40);
    const spoke = Object.values(usage).some((count) => count > 0);
    if (response && status === "ok") tell("assistant_done", { text: response });
    if (error) tell("error", { message: error });
    tell("run_completed", { status, end_reason: reason });
    return plan({
      at: now,
      item: {
        type: "turn.update",
        id,
        status,
        end_reason: reason,
        ...(error && { error_text: error }),
        latency_ms: now,
        ended_at: now,
        ...(firstAt !== null && { ttft_ms: firstAt }),
        ...(spoke && { token_usage: usage, cost_usd: dollars(cost) }),
        ...(bot.animations && status === "ok" && { animation: random.pick(bot.animations) }),
      },
    });
  }

  /** @param {TurnPlan["end"]} end @returns {TurnPlan} */
  function plan(end) {
    steps.sort((a, b) => a.at - b.at);
    return { id, start, steps, end, response, reasoning, lastAt: Math.max(now, steps.at(-1)?.at ?? 0) };
  }

  /** @type {Item} */
  const start = {
    type: "turn.start",
    id,
    bot: bot.slug,
    ...part.about,
    model: part.model,
    provider: model.provider,
    stream: bot.streams,
    user_prompt: prompt,
    request_messages: [
      { role: "system", content: bot.instructions },
      ...part.earlier.slice(-8),
      { role: "user", content: prompt },
    ],
    prompts: [{ key: "chat.system", scope: `bot:${bot.slug}`, version: random.whole(3, 5) }],
    lease_s: LEASE_S,
    ...(archive && { agent_session_key: archive.key, agent_request_id: runId }),
  };
  tell("run_started", { model: part.model });
  tell("user_message", { text: prompt });
  now += random.whole(8, 60);

  if (fate === "overloaded" || fate === "retried") {
    for (let attempt = 1; attempt <= (fate === "retried" ? 1 : 3); attempt++) {
      callModel(attempt).failed(ERRORS[part.model.startsWith("claude") ? "overloaded" : "rate"]);
      now += random.whole(700, 1500) * attempt;
    }
    if (fate === "overloaded") return finish("error", "provider_error", `${ERRORS.overloaded} (after 3 attempts)`);
  }
  if (fate === "too long" || fate === "refused") {
    callModel(1).failed(fill(ERRORS[fate], { ...slots, context: String(context + 180_000) }));
    return finish(
      "error",
      fate === "refused" ? "credentials" : "context_length",
      fill(ERRORS[fate], { ...slots, context: String(context + 180_000) }),
    );
  }
  if (thinks) stream("reasoning", thinks, thinks.length);
  for (const [index, group] of tools.entries()) {
    const call = callModel(fate === "retried" && calls === 1 ? 2 : 1);
    firstAt ??= now;
    now += random.whole(120, 600);
    call.done("tool_use", random.whole(24, 110), index === 0 ? tokensOf(thinks) : 0);
    const breaks = fate === "broken tool" && index === tools.length - 1;
    const from = now;
    if (group.includes("restart_container"))
      tell("approval_required", { tool_name: "restart_container", approved_by: part.about.user_id });
    let until = from;
    for (const name of group) {
      now = from;
      until = Math.max(until, useTool(name, index + 1, undefined, breaks));
    }
    now = until + random.whole(6, 30);
    if (breaks)
      return finish(
        "error",
        "tool_error",
        `${group.at(-1)} failed: ${TOOLS[String(group.at(-1))]?.fails ?? ERRORS.tool}`,
      );
    if (fate === "crashed" && random.chance(0.4)) return plan(null);
  }
  const last = callModel(fate === "retried" && calls === 1 ? 2 : 1);
  const reply = fill(exchange.reply, slots);
  const length = [...reply].length;
  if (fate === "timeout") {
    now += random.whole(45_000, 90_000);
    last.failed(ERRORS.timeout);
    return finish("timeout", "deadline", ERRORS.timeout);
  }
  if (fate === "filtered") {
    stream("response", reply, Math.ceil(length * 0.2));
    last.done("content_filter", tokensOf(response), 0);
    return finish("error", "content_filter", ERRORS.filtered);
  }
  const cut = fate === "aborted" || fate === "crashed" ? Math.ceil(length * (0.2 + random.next() * 0.6)) : length;
  stream("response", reply, cut);
  if (fate === "crashed") return plan(null);
  last.done(
    fate === "aborted" ? "cancelled" : "end_turn",
    tokensOf(response),
    tools.length === 0 ? tokensOf(thinks) : 0,
  );
  return fate === "aborted" ? finish("aborted", "user_stopped") : finish("ok", "end_turn");
}
