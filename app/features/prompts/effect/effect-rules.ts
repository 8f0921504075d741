import type { TurnFigures } from "~/data/runtime/prompt-effect.server";

/** Below this many turns there are counts and nothing else: a share of twelve turns says what chance does. */
export const FEW = 30;
/** The slowest twentieth of fewer turns is a handful of them. */
export const P95_FROM = 100;

/** 95 in a hundred. */
const Z = 1.96;

export type Share = { rate: number; low: number; high: number };

/** The share, and what it may be in truth (Wilson's interval); null where too few turns say anything. */
export function shareOf(part: number, whole: number): Share | null {
  if (whole < FEW) return null;
  const rate = part / whole;
  const scale = 1 + (Z * Z) / whole;
  const middle = (rate + (Z * Z) / (2 * whole)) / scale;
  const reach = (Z / scale) * Math.sqrt((rate * (1 - rate)) / whole + (Z * Z) / (4 * whole * whole));
  return { rate, low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) };
}

export type ErrorVerdict = "fewer" | "more" | "unclear" | "too few";

/** Whether errors became fewer or more, or whether chance alone explains it (Newcombe's interval of the difference). */
export function compareErrors(
  before: Pick<TurnFigures, "errors" | "ended">,
  after: Pick<TurnFigures, "errors" | "ended">,
): ErrorVerdict {
  const [a, b] = [shareOf(before.errors, before.ended), shareOf(after.errors, after.ended)];
  if (!a || !b) return "too few";
  const difference = b.rate - a.rate;
  const low = difference - Math.hypot(b.rate - b.low, a.high - a.rate);
  const high = difference + Math.hypot(b.high - b.rate, a.rate - a.low);
  if (high < 0) return "fewer";
  return low > 0 ? "more" : "unclear";
}

export type MoveSpan = { from_version: number; to_version: number; at: number };
export type Window = { before: [from: number, to: number]; after: [from: number, to: number]; ms: number };

const WEEK_MS = 7 * 86_400_000;

/**
 * Equal times before and after a move: a week, less where another move is nearer, so that neither side holds turns that
 * were told a third version. `moves` are newest first.
 */
export function windowOf(moves: readonly MoveSpan[], index: number, now: number): Window {
  const { at } = moves[index]!;
  const next = moves[index - 1]?.at ?? now;
  const previous = moves[index + 1]?.at ?? at - WEEK_MS;
  const ms = Math.max(0, Math.min(WEEK_MS, next - at, at - previous));
  return { before: [at - ms, at], after: [at, at + ms], ms };
}
