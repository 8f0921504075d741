import { Counter, type Registry } from "prom-client";
import { pool } from "~/data/postgres.server";
import { readUsageCounters, type UsageCounters } from "~/data/runtime/usage-counters.server";
import { once } from "./once.server";

/** Pairs of a bot and a model with series of their own. */
const MOST_PAIRS = 500;
const FRESH_MS = 2_000;

const TOKENS = {
  input: "input_tokens",
  output: "output_tokens",
  cache_read: "cache_read_tokens",
  cache_write: "cache_write_tokens",
  reasoning: "reasoning_tokens",
} as const satisfies Record<string, keyof UsageCounters>;

const COUNTERS = [
  ["wheelhouse_turns_total", "turns", "Turns that ended."],
  ["wheelhouse_turn_errors_total", "errors", "Turns that ended as error or timeout."],
  ["wheelhouse_cost_usd_total", "cost_usd", "Known cost in US dollars."],
  ["wheelhouse_turns_of_unknown_cost_total", "cost_unknown_turns", "Turns whose cost nobody knows."],
  ["wheelhouse_tool_calls_total", "tool_calls", "Tool calls of turns that ended."],
] as const;

/** What turns used, by bot and model. Corrections downward and deletions are left out, since a counter never falls. */
export function registerUsageMetrics(registry: Registry): void {
  const counters = once(FRESH_MS, async () => readUsageCounters(pool(), MOST_PAIRS));
  const read = async () => counters().catch(() => []);
  const define = (
    name: string,
    help: string,
    labels: string[],
    count: (counter: Counter, row: UsageCounters) => void,
  ) =>
    new Counter({
      name,
      help: `${help} By bot and model; after the first ${MOST_PAIRS} pairs they are "other".`,
      labelNames: labels,
      registers: [registry],
      async collect() {
        const rows = await read();
        this.reset();
        for (const row of rows) count(this, row);
      },
    });
  for (const [name, measure, help] of COUNTERS)
    define(name, help, ["bot", "model"], (counter, row) =>
      counter.inc({ bot: row.bot_id, model: row.model }, row[measure]),
    );
  define("wheelhouse_tokens_total", "Tokens; no kind holds another.", ["bot", "model", "kind"], (counter, row) => {
    for (const [kind, measure] of Object.entries(TOKENS))
      counter.inc({ bot: row.bot_id, model: row.model, kind }, row[measure]);
  });
}
