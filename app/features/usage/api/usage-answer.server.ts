import { z } from "zod";
import { pool } from "~/data/postgres.server";
import { readUsage, type UsageRow } from "~/data/runtime/usage-read.server";
import { percentileOf, timesOf } from "~/data/runtime/usage-times";
import { zonedTime } from "~/lib/time-buckets";
import { USAGE_KEYS, usageQuestion, type UsageParams, type UsageQuestion } from "./usage-query.server";

const PERCENTILES = { p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99 } as const;
const count = z.number().int();
const ms = z.number().nullable();
const Percentiles = z.object({ p50: ms, p90: ms, p95: ms, p99: ms });

export const UsageAnswer = z.object({
  data: z.array(
    z.object({
      bucket: z.string().describe("Its start, with the zone's offset."),
      group: z.record(z.string(), z.string().nullable()),
      turns: count,
      errors: count.describe("Turns that ended as error or timeout."),
      tokens: z.object({
        input: count,
        output: count,
        cache_read: count,
        cache_write: count,
        reasoning: count,
      }),
      cost_usd: z.string().nullable().describe("Null where no turn's cost is known."),
      cost_unknown_turns: count,
      tool_calls: count,
      model_calls: count,
      latency_ms: Percentiles,
      ttft_ms: Percentiles,
    }),
  ),
});
type Answer = z.infer<typeof UsageAnswer>;

/** Usage by bucket and group, ascending; empty ones are left out. */
export async function answerUsage(
  key: { bots: string[] | null },
  params: z.infer<typeof UsageParams>,
): Promise<Answer> {
  const question = usageQuestion(params, key.bots);
  const rows = await readUsage(pool(), question.query);
  return { data: rows.map((row) => usageJson(row, question)) };
}

function usageJson(row: UsageRow, { query, names, tz }: UsageQuestion): Answer["data"][number] {
  const turns = Number(row.turns);
  const unknown = Number(row.cost_unknown_turns);
  const percentiles = (kind: "latency" | "ttft") => {
    const times = timesOf(row.times, kind);
    return Object.fromEntries(
      Object.entries(PERCENTILES).map(([name, share]) => [name, percentileOf(times, share)]),
    ) as Answer["data"][number]["latency_ms"];
  };
  return {
    bucket: zonedTime(query.bounds[row.bucket]!, tz),
    group: Object.fromEntries(names.map((name) => [name, row[USAGE_KEYS[name]] || null])),
    turns,
    errors: Number(row.errors),
    tokens: {
      input: Number(row.input_tokens),
      output: Number(row.output_tokens),
      cache_read: Number(row.cache_read_tokens),
      cache_write: Number(row.cache_write_tokens),
      reasoning: Number(row.reasoning_tokens),
    },
    cost_usd: unknown > 0 && unknown === turns && Number(row.cost_usd) === 0 ? null : row.cost_usd,
    cost_unknown_turns: unknown,
    tool_calls: Number(row.tool_calls),
    model_calls: Number(row.model_calls),
    latency_ms: percentiles("latency"),
    ttft_ms: percentiles("ttft"),
  };
}
