import { startOfDay } from "./time-zone";

export type RangeUnit = "m" | "h" | "d" | "w";

/** A relative moment stays relative in the address; a typed date becomes an instant, so a link means the same everywhere. */
export type Moment =
  | { kind: "now" }
  | { kind: "ago"; amount: number; unit: RangeUnit }
  | { kind: "day"; offset: number }
  | { kind: "at"; at: string };

export type TimeRange = { from: Moment; to: Moment };

export type ResolvedRange = { from: Date; to: Date };

export const rangePresets = ["15m", "1h", "6h", "24h", "7d", "30d"] as const;

export const rangeUnitMs: Record<RangeUnit, number> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

export function lastRange(amount: number, unit: RangeUnit): TimeRange {
  return { from: { kind: "ago", amount, unit }, to: { kind: "now" } };
}

export function rangeBetween(from: Date, to: Date): TimeRange {
  return { from: { kind: "at", at: from.toISOString() }, to: { kind: "at", at: to.toISOString() } };
}

export function isRelativeRange(range: TimeRange): boolean {
  return range.from.kind !== "at" && range.to.kind !== "at";
}

export function resolveRange(range: TimeRange, now: Date, zone: string): ResolvedRange {
  return { from: resolveMoment(range.from, now, zone), to: resolveMoment(range.to, now, zone) };
}

export function resolveMoment(moment: Moment, now: Date, zone: string): Date {
  switch (moment.kind) {
    case "now":
      return now;
    case "ago":
      return new Date(now.getTime() - moment.amount * rangeUnitMs[moment.unit]);
    case "day":
      return startOfDay(now, zone, moment.offset);
    case "at":
      return new Date(moment.at);
  }
}

/** The text of the address; parseTimeRange reads it back to the same range. */
export function printTimeRange(range: TimeRange): string {
  const { from, to } = range;
  if (from.kind === "ago" && to.kind === "now") return `${from.amount}${from.unit}`;
  if (from.kind === "day" && from.offset === 0 && to.kind === "now") return "today";
  if (from.kind === "day" && from.offset === -1 && to.kind === "day" && to.offset === 0) return "yesterday";
  return `${printMoment(from, 0)}..${printMoment(to, -1)}`;
}

// As an end, a day is meant to its last moment: "..yesterday" ends where today begins.
function printMoment(moment: Moment, dayShift: number): string {
  switch (moment.kind) {
    case "now":
      return "now";
    case "ago":
      return `${moment.amount}${moment.unit}`;
    case "day":
      return moment.offset + dayShift === 0 ? "today" : "yesterday";
    case "at":
      return moment.at.replace(/:00\.000Z$/, "Z").replace(/\.000Z$/, "Z");
  }
}

/** The same width, one step earlier or later. Whole days move by calendar days, so a clock change does not shift them. */
export function stepRange(range: TimeRange, direction: -1 | 1, now: Date, zone: string): TimeRange {
  const { from, to } = resolveRange(range, now, zone);
  const days = wholeDays(from, to, zone);
  if (days > 0) {
    return rangeBetween(startOfDay(from, zone, days * direction), startOfDay(to, zone, days * direction));
  }
  const width = (to.getTime() - from.getTime()) * direction;
  return rangeBetween(new Date(from.getTime() + width), new Date(to.getTime() + width));
}

/** Twice the width around the same middle, never past now. A range up to now stays one, and stays relative. */
export function zoomOut(range: TimeRange, now: Date, zone: string): TimeRange {
  if (range.from.kind === "ago" && range.to.kind === "now") return lastRange(range.from.amount * 2, range.from.unit);
  const { from, to } = resolveRange(range, now, zone);
  const half = (to.getTime() - from.getTime()) / 2;
  const end = Math.min(to.getTime() + half, Math.max(now.getTime(), to.getTime()));
  return rangeBetween(new Date(end - half * 4), new Date(end));
}

function wholeDays(from: Date, to: Date, zone: string): number {
  const starts = from.getTime() === startOfDay(from, zone).getTime();
  const ends = to.getTime() === startOfDay(to, zone).getTime();
  return starts && ends ? Math.round((to.getTime() - from.getTime()) / rangeUnitMs.d) : 0;
}
