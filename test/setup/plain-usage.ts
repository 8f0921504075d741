import type { TestDatabase } from "./database";

type TurnLog = {
  created_at: Date;
  id: string;
  status: string;
  llm_call_count: number;
  cost_usd: string | null;
  latency_ms: number | null;
  ttft_ms: number | null;
  tool_call_count: number;
} & Record<"bot_id" | "model" | "provider" | "channel" | "environment" | "source", string | null> &
  Record<(typeof TOKENS)[number], number | null>;
type Call = { turn_id: string; model: string; provider: string | null; cost_usd: string | null } & Record<
  (typeof TOKENS)[number],
  number | null
>;

const TOKENS = [
  "input_tokens",
  "output_tokens",
  "cache_read_tokens",
  "cache_write_tokens",
  "reasoning_tokens",
] as const;
const NANO = 1_000_000_000n;
const QUARTER = 900_000;

/** Billionths, so that money is added without a rounding. */
function nano(money: string | null): bigint {
  const [whole, rest = ""] = (money ?? "0").split(".");
  return BigInt(whole!) * NANO + BigInt(rest.padEnd(9, "0").slice(0, 9));
}

export type PlainUsage = {
  at: number;
  by: Record<"bot" | "provider" | "model" | "channel" | "environment" | "source", string>;
  turns: number;
  errors: number;
  calls: number;
  tokens: number[];
  cost: bigint;
  unknown: number;
  tools: number;
  latencies: number[];
  ttfts: number[];
};

/** What was used, one entry for each turn and each of its model calls: read from the rows and worked out without SQL. */
export async function plainUsage(database: TestDatabase, where = "true"): Promise<PlainUsage[]> {
  const { rows: turns } = await database.owner.query<TurnLog>(`select * from runtime.turn_logs where ${where}`);
  const { rows: calls } = await database.owner.query<Call>("select * from runtime.llm_calls order by seq, call_id");
  return turns
    .filter(({ status }) => status !== "streaming")
    .flatMap((turn) => {
      const own = calls.filter((call) => call.turn_id === turn.id);
      const callsTellTokens = own.some((call) => TOKENS.some((name) => call[name] !== null));
      const callsTellCost = own.length > 0 && own.every((call) => call.cost_usd !== null);
      const model = turn.model ?? own[0]?.model ?? "";
      const provider =
        turn.provider ?? own.find((call) => call.model === model && call.provider !== null)?.provider ?? "";
      const { channel, environment, source } = turn;
      const shared = {
        bot: turn.bot_id!,
        channel: channel ?? "",
        environment: environment ?? "",
        source: source ?? "",
      };
      const at = Math.floor(turn.created_at.getTime() / QUARTER) * QUARTER;
      const list = (ms: number | null) => (ms === null ? [] : [ms]);
      return [
        {
          at,
          by: { ...shared, model, provider },
          turns: 1,
          errors: Number(turn.status === "error" || turn.status === "timeout"),
          calls: 0,
          tokens: TOKENS.map((name) => (callsTellTokens ? 0 : (turn[name] ?? 0))),
          cost: callsTellCost ? 0n : nano(turn.cost_usd),
          unknown: Number(!callsTellCost && turn.cost_usd === null),
          tools: turn.tool_call_count,
          latencies: list(turn.latency_ms),
          ttfts: list(turn.ttft_ms),
        },
        ...own.map((call) => ({
          at,
          by: { ...shared, model: call.model, provider: call.provider ?? "" },
          turns: 0,
          errors: 0,
          calls: 1,
          tokens: TOKENS.map((name) => call[name] ?? 0),
          cost: callsTellCost || turn.cost_usd === null ? nano(call.cost_usd) : 0n,
          unknown: 0,
          tools: 0,
          latencies: [],
          ttfts: [],
        })),
      ];
    });
}

function countTimes(counts: Record<number, number>, times: readonly number[], first: number): void {
  for (const ms of times) {
    const bin = first + (ms < 1 ? 0 : 1 + Math.ceil(Math.log(ms) / Math.log(1.09) - 1e-9));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
}

/** Usage by keys, as one line each. */
export function summed(parts: readonly PlainUsage[], keyOf: (part: PlainUsage) => string): string[] {
  const sums = new Map<
    string,
    Omit<PlainUsage, "at" | "by" | "latencies" | "ttfts"> & { times: Record<number, number> }
  >();
  for (const part of parts) {
    const key = keyOf(part);
    const sum = sums.get(key) ?? {
      turns: 0,
      errors: 0,
      calls: 0,
      tokens: [0, 0, 0, 0, 0],
      cost: 0n,
      unknown: 0,
      tools: 0,
      times: {},
    };
    for (const name of ["turns", "errors", "calls", "unknown", "tools"] as const) sum[name] += part[name];
    sum.tokens = sum.tokens.map((tokens, i) => tokens + part.tokens[i]!);
    sum.cost += part.cost;
    countTimes(sum.times, part.latencies, 0);
    countTimes(sum.times, part.ttfts, 256);
    sums.set(key, sum);
  }
  return [...sums]
    .map(([key, { turns, errors, calls, tokens, cost, unknown, tools, times }]) =>
      [key, turns, errors, calls, ...tokens, cost, unknown, tools, JSON.stringify(times)].join(" "),
    )
    .toSorted();
}

type Stored = Record<"at" | "bot_id" | "provider" | "model" | "channel" | "environment" | "source" | "cost", string> &
  Record<"turns" | "errors" | "model_calls" | "cost_unknown_turns" | "tool_calls" | (typeof TOKENS)[number], string> & {
    times: string[];
  };

/** The stored sums as such lines: the quarters, or the margins of a unit and shape. */
export async function storedSums(database: TestDatabase, from: string): Promise<string[]> {
  const { rows } = await database.owner.query<Stored>(
    `select u.*, s.*, extract(epoch from u.starts_at)::bigint * 1000 as at, (u.cost_usd * 1000000000)::bigint as cost
       from runtime.usage_series s join ${from}`,
  );
  return rows
    .map((row) => {
      const times: Record<number, number> = {};
      for (const value of row.times) times[Number(BigInt(value) & 511n)] = Number(BigInt(value) >> 9n);
      const key = [row.at, row.bot_id, row.provider, row.model, row.channel, row.environment, row.source].join("|");
      return [
        key,
        row.turns,
        row.errors,
        row.model_calls,
        ...TOKENS.map((name) => row[name]),
        row.cost,
        row.cost_unknown_turns,
        row.tool_calls,
        JSON.stringify(times),
      ].join(" ");
    })
    .toSorted();
}
