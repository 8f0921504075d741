import { addUsage, dollars, MODELS, nanoDollars, noUsage } from "./models.mjs";
import { TOOLS } from "./tools.mjs";

/**
 * @typedef {import("./random.mjs").Random} Random
 * @typedef {import("./models.mjs").Usage} Usage
 * @typedef {Record<string, unknown> & { type: string }} Item an item of POST /api/v1/ingest; a time in it is a number of milliseconds since the turn's start
 * @typedef {{ at: number, item: Item, live?: boolean }} Step live: a piece of a text, sent only by who plays in real time
 */

/** @param {string} text */
export const tokensOf = (text) => Math.ceil(text.length / 3.6);

/** What happens on the stage of one turn, noted with its time: calls of the model and of tools, text as it comes, events. */
export class TurnStage {
  /** @type {Step[]} */
  steps = [];
  /** Milliseconds since the start. */
  now = 0;
  modelCalls = 0;
  toolCalls = 0;
  usage = noUsage();
  /** In billionths of a dollar; null where it is not known. @type {number | null} */
  cost = 0;
  /** When the first piece of text came. @type {number | null} */
  firstAt = null;
  response = "";
  reasoning = "";
  /** Tokens that no call has seen yet. */
  fresh = 0;

  /** @param {Random} random @param {import("./plan-turn.mjs").Part} part @param {{ slow: number, context: number }} pace */
  constructor(random, part, { slow, context }) {
    this.random = random;
    this.part = part;
    this.slow = slow;
    this.context = context;
    this.model = /** @type {import("./models.mjs").Model} */ (MODELS[part.model]);
    this.runId = part.archive ? `req_${part.id}` : undefined;
  }

  /** @param {Item} item @param {number} [at] @param {boolean} [live] */
  put(item, at = this.now, live = false) {
    this.steps.push({ at, item, ...(live && { live }) });
  }

  /** An event for the archive, of bots that have one. @param {string} kind @param {Record<string, unknown>} payload @param {number} [at] */
  tell(kind, payload, at = this.now) {
    const { archive } = this.part;
    if (!archive) return;
    const about = { session_key: archive.key, run_id: this.runId, kind };
    this.put({ type: "event", ...about, created_at: at, payload }, at);
  }

  /** A call of the model up to its first token; the caller says what comes of it. @param {number} attempt */
  callModel(attempt) {
    const { part, model } = this;
    this.modelCalls += 1;
    const isFirst = this.modelCalls === 1 && part.earlier.length === 0;
    const began = this.now;
    const call = {
      type: "llm_call",
      turn_id: part.id,
      call_id: `${part.id}-m${this.modelCalls}`,
      ...{ model: part.model, provider: model.provider, attempt, started_at: began },
    };
    this.put({ ...call });
    this.now += Math.round(this.random.around(model.firstMs) * this.slow);
    /** @param {Record<string, unknown>} outcome */
    const end = (outcome) => this.put({ ...call, ended_at: this.now, latency_ms: this.now - began, ...outcome });
    return {
      /** @param {string} finish @param {number} output @param {number} thought tokens */
      done: (finish, output, thought) => {
        const isWritten = isFirst && Boolean(model.price?.cacheWrite);
        /** @type {Usage} */
        const usage = {
          input: this.fresh + (isFirst && !isWritten ? this.context : 0),
          output,
          cache_read: isFirst ? 0 : this.context,
          cache_write: isWritten ? this.context : 0,
          reasoning: thought,
        };
        const nano = nanoDollars(part.model, usage);
        this.usage = addUsage(this.usage, usage);
        this.cost = nano === null || this.cost === null ? null : this.cost + nano;
        this.fresh = output;
        end({ finish_reason: finish, token_usage: usage, cost_usd: dollars(nano) });
        this.tell("usage_update", { token_usage: usage });
      },
      /** @param {string} error */
      failed: (error) => {
        end({ finish_reason: "error", error_text: error });
        this.tell("error", { message: error, attempt });
      },
    };
  }

  /**
   * A tool from its call to its result, with the tools that it calls itself.
   * @param {string} name @param {{ iteration: number, parent?: string, breaks?: boolean }} how breaks: it fails for certain
   * @returns {number} when it ends
   */
  callTool(name, { iteration, parent, breaks }) {
    const { random, part } = this;
    const tool = /** @type {import("./tools.mjs").Tool} */ (TOOLS[name]);
    this.toolCalls += 1;
    const id = `${part.id}-t${this.toolCalls}`;
    const began = this.now + this.toolCalls * 9;
    const call = {
      type: "tool_call",
      turn_id: part.id,
      call_id: id,
      tool_name: name,
      arguments: tool.arguments(part.slots),
      ...{ iteration, started_at: began, ...(parent && { parent_call_id: parent }) },
    };
    const about = { tool_name: name, tool_use_id: id, ...(parent && { parent_tool_use_id: parent }) };
    this.put({ ...call, status: "running" }, began);
    this.tell("tool_start", { ...about, arguments: call.arguments }, began);
    if (tool.inside) this.tell("subagent_started", about, began);
    let ends = began + Math.round(random.around(tool.ms) * this.slow);
    for (const inner of tool.inside ?? []) {
      this.now = ends;
      ends = Math.max(ends, this.callTool(inner, { iteration, parent: id }));
    }
    this.now = began;
    const fails = Boolean(tool.fails) && (breaks || random.chance(0.035));
    const result = fails ? String(tool.fails) : tool.result(part.slots);
    this.put({ ...call, status: fails ? "error" : "ok", result_text: result, ended_at: ends }, ends);
    if (tool.inside) this.tell("subagent_done", about, ends);
    if (name === "edit_file" && !fails)
      this.tell("file_changed", { file: part.slots.file, summary: "1 replacement" }, ends);
    this.tell("tool_end", { ...about, result: result.slice(0, 400), is_error: fails }, ends);
    this.fresh += tokensOf(result.slice(0, 12_000));
    return ends;
  }

  /** Text as it comes, up to a length. @param {"response" | "reasoning"} kind @param {string} text @param {number} [until] */
  stream(kind, text, until = Number.POSITIVE_INFINITY) {
    const { id, bot } = this.part;
    const points = [...text];
    for (let at = 0; at < Math.min(points.length, until);) {
      const chunk = points.slice(at, at + this.random.whole(18, 60));
      const piece = chunk.join("");
      this.now += Math.round((chunk.length / this.model.speed) * 1000 * this.slow);
      this.firstAt ??= this.now;
      this[kind] += piece;
      const grown =
        kind === "response" ? { response_append: piece, response_offset: at } : { reasoning_text: this.reasoning };
      if (bot.streams) this.put({ type: "turn.update", id, ...grown }, this.now, true);
      this.tell(kind === "response" ? "assistant_delta" : "reasoning_delta", { text: piece });
      at += chunk.length;
    }
  }
}
