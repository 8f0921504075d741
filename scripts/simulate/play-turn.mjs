import { dated } from "../../prisma/sample/dated.mjs";
import { CallRefused, sleepUnless } from "./runtime-client.mjs";

/** @typedef {import("../../prisma/sample/plan-turn.mjs").TurnPlan} TurnPlan */
/** @typedef {import("../../prisma/sample/plan-turn.mjs").Item} Item */

/** Steps that are closer than this go together. */
const togetherMs = 120;

/** @param {import("./runtime-client.mjs").RuntimeClient} client @param {Item} item */
function tell(client, { type, ...body }) {
  const turn = `/api/v1/turns/${String(body.turn_id ?? body.id)}`;
  const { turn_id: _turn, call_id: call, id: _id, ...rest } = body;
  switch (type) {
    case "turn.start":
      return client.send("POST", "/api/v1/turns", body);
    case "tool_call":
      return client.send("PUT", `${turn}/tool-calls/${String(call)}`, rest);
    case "llm_call":
      return client.send("PUT", `${turn}/llm-calls/${String(call)}`, rest);
    default:
      return client.send("PATCH", turn, rest);
  }
}

/** @param {TurnPlan} plan */
function* groups(plan) {
  let from = 0;
  while (from < plan.steps.length) {
    const at = /** @type {{ at: number }} */ (plan.steps[from]).at;
    let until = from;
    while (until < plan.steps.length && /** @type {{ at: number }} */ (plan.steps[until]).at <= at + togetherMs)
      until++;
    const steps = plan.steps.slice(from, until);
    yield { at: Math.max(...steps.map((step) => step.at)), items: steps.map(({ item }) => item) };
    from = until;
  }
}

/**
 * Plays one turn in real time. A console that asks to stop is obeyed, one that has deleted the turn is left alone, and a
 * runtime that crashes says nothing more.
 * @param {import("./runtime-client.mjs").RuntimeClient} client @param {TurnPlan} plan
 * @param {{ signal: AbortSignal, speed: number }} pace
 * @returns {Promise<string>} how it ended
 */
export async function playTurn(client, plan, { signal, speed }) {
  const started = Date.now();
  await tell(client, dated({ ...plan.start, started_at: 0 }, started));
  const until = (/** @type {number} */ at) => sleepUnless(signal, Math.max(0, started + at / speed - Date.now()));
  try {
    for (const { at, items } of groups(plan)) {
      await until(at);
      const said = items.map((item) => dated(item, started));
      const events = said.filter(({ type }) => type === "event").map(({ type: _type, ...event }) => event);
      if (events.length > 0) await client.send("POST", "/api/v1/events", { events });
      for (const item of said) {
        if (item.type === "event") continue;
        const answer = await tell(client, item);
        if (answer?.directive === "stop") {
          await tell(client, { type: "turn.update", id: plan.id, status: "aborted", end_reason: "operator_stopped" });
          return "stopped";
        }
      }
    }
    if (!plan.end) return "crashed";
    await until(plan.end.at);
    const whole = plan.start.stream === false && plan.response ? { response_text: plan.response } : {};
    await tell(client, { ...dated(plan.end.item, started), ...whole });
    return String(plan.end.item.status);
  } catch (error) {
    if (error instanceof CallRefused && error.status === 404) return "deleted";
    throw error;
  }
}
