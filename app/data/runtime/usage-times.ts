/**
 * Durations are counted in bins of which each ends 1.09 times as far as the one before. Whatever stands in a bin is told
 * by its middle, at most 4.4 % away.
 */
const RATIO = 1.09;
const BITS = 9;
/** Where the bins of times to first token begin. */
const TTFT = 256;

function bin(column: string, first: number): string {
  return `${first} + case when ${column} < 1 then 0 else least(${TTFT - 1}, 1 + ceil(ln(${column}::float8) / ln(${RATIO}::float8)))::int end`;
}
/** The bin of a row's latency, and of its time to first token, in SQL. */
export const LATENCY_BIN = bin("latency_ms", 0);
export const TTFT_BIN = bin("ttft_ms", TTFT);
/** A bin and its count as one number, and both again, in SQL. */
export const packed = (bins: string, count: string) => `((${count}) << ${BITS}) | ${bins}`;
export const binOfPacked = (value: string) => `${value} & ${2 ** BITS - 1}`;
export const countOfPacked = (value: string) => `${value} >> ${BITS}`;

function middle(of: number): number {
  if (of === 0) return 0;
  return of === 1 ? 1 : RATIO ** (of - 1.5);
}

type Counted = { ms: number; turns: number };

/** The durations of one kind, ascending, from what the database packed. */
export function timesOf(values: readonly string[], kind: "latency" | "ttft"): Counted[] {
  const first = kind === "latency" ? 0 : TTFT;
  return values
    .map((value) => ({ bin: Number(BigInt(value) & 511n) - first, turns: Number(BigInt(value) >> 9n) }))
    .filter((each) => each.bin >= 0 && each.bin < TTFT && each.turns > 0)
    .toSorted((a, b) => a.bin - b.bin)
    .map((each) => ({ ms: middle(each.bin), turns: each.turns }));
}

/** As percentile_cont: between the two ranks around it. Null of nothing. */
export function percentileOf(times: readonly Counted[], share: number): number | null {
  const turns = times.reduce((sum, each) => sum + each.turns, 0);
  if (turns === 0) return null;
  const rank = share * (turns - 1);
  const at = (place: number) => {
    let seen = 0;
    for (const { ms, turns: here } of times) if ((seen += here) > place) return ms;
    return times.at(-1)!.ms;
  };
  const low = at(Math.floor(rank));
  const value = low + (at(Math.ceil(rank)) - low) * (rank - Math.floor(rank));
  return Math.round(value * 10) / 10;
}
