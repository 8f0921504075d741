import type { TurnDot } from "~/data/runtime/turn-dots.server";

export type StripFigure = "latency" | "cost";

export type PlacedDot = TurnDot & {
  /** Shares of the strip: from the left, and from the bottom. */
  x: number;
  y: number;
  value: number;
};

export type Strip = { dots: readonly PlacedDot[]; top: number; from: number; to: number };

/** Dots in the order of time. The height grows with the root, so that the many at the bottom still differ. */
export function placeDots(dots: readonly TurnDot[], figure: StripFigure, range: { from: number; to: number }): Strip {
  const known = dots.flatMap((dot) => {
    // How long a turn ran whose runtime fell silent is a guess, and would dwarf the rest.
    if (figure === "latency" && dot.status === "interrupted") return [];
    const value = figure === "latency" ? dot.latency_ms : dot.cost_usd === null ? null : Number(dot.cost_usd);
    const at = Date.parse(dot.at);
    return value === null || at < range.from || at > range.to ? [] : [{ ...dot, value, at: dot.at, time: at }];
  });
  const top = Math.max(0, ...known.map(({ value }) => value));
  const width = Math.max(1, range.to - range.from);
  const placed = known
    .sort((a, b) => a.time - b.time)
    .map(({ time, ...dot }) => ({
      ...dot,
      x: (time - range.from) / width,
      y: top === 0 ? 0 : Math.sqrt(Math.max(0, dot.value) / top),
    }));
  return { dots: placed, top, ...range };
}

/** The dot under the pointer, or near enough to be meant; null in the open. */
export function nearestDot(strip: Strip, x: number, y: number, size: { width: number; height: number }): number | null {
  let best: number | null = null;
  let least = 14 ** 2;
  for (const [index, dot] of strip.dots.entries()) {
    const distance = ((dot.x - x) * size.width) ** 2 + ((dot.y - y) * size.height) ** 2;
    if (distance < least) [best, least] = [index, distance];
  }
  return best;
}
