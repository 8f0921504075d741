import { type Moment, type RangeUnit, type TimeRange, lastRange, resolveMoment } from "./time-range";
import { type WallTime, instantOf, wallTimeAt } from "./time-zone";

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const units: [RegExp, RangeUnit][] = [
  [/^(m|min|mins|minutes?)$/, "m"],
  [/^(h|hr|hrs|hours?)$/, "h"],
  [/^(d|days?)$/, "d"],
  [/^(w|weeks?)$/, "w"],
];

/** A day, a minute or a second that somebody typed: where it begins and where it ends. */
type Span = { from: Moment; to: Moment; wall?: WallTime };

/**
 * Reads what people type and what printTimeRange writes: "2h", "last 30 minutes", "yesterday", "Nov 3",
 * "Nov 3 14:00-15:00", "14:00-15:00", "2026-11-03T14:00Z..2026-11-03T15:00Z", "2026-11-01..". Null when it is none of these.
 */
export function parseTimeRange(text: string, now: Date, zone: string): TimeRange | null {
  const typed = text.trim().toLowerCase().replace(/\s+/g, " ").replaceAll("–", "-");
  if (typed === "" || typed.length > 80) return null;
  const range = parseAgo(typed) ?? parseBetween(typed, now, zone) ?? parseOne(typed, now, zone);
  if (!range) return null;
  const from = resolveMoment(range.from, now, zone).getTime();
  const to = resolveMoment(range.to, now, zone).getTime();
  return Number.isFinite(from) && Number.isFinite(to) && from < to ? range : null;
}

function parseAgo(typed: string): TimeRange | null {
  const match = /^(?:last |past )?(\d{1,5}) ?([a-z]+)$/.exec(typed);
  const unit = match && unitOf(match[2] ?? "");
  const amount = Number(match?.[1]);
  return match && unit && amount > 0 ? lastRange(amount, unit) : null;
}

function parseOne(typed: string, now: Date, zone: string): TimeRange | null {
  if (typed === "today") return { from: { kind: "day", offset: 0 }, to: { kind: "now" } };
  const span = parseSpan(typed, now, zone);
  return span && { from: span.from, to: span.to };
}

function parseBetween(typed: string, now: Date, zone: string): TimeRange | null {
  for (const separator of ["..", " - ", " to ", "/"]) {
    const at = typed.indexOf(separator);
    if (at > 0) return joined(typed.slice(0, at).trim(), typed.slice(at + separator.length).trim(), now, zone);
  }
  const clocks = /^(.*?)(\d{1,2}:\d{2}(?::\d{2})?)-(\d{1,2}:\d{2}(?::\d{2})?)$/.exec(typed);
  if (!clocks) return null;
  return joined(`${clocks[1]}${clocks[2]}`.trim(), clocks[3] ?? "", now, zone);
}

function joined(left: string, right: string, now: Date, zone: string): TimeRange | null {
  const start = parseSpan(left, now, zone);
  if (!start) return null;
  if (right === "" || right === "now") return { from: start.from, to: { kind: "now" } };
  // A bare clock after a date means that same date; "23:00-01:00" ends on the next day.
  const clock = start.wall && parseClock(right);
  if (start.wall && clock) {
    const end = { ...start.wall, ...clock };
    if (instantOf(end, zone) <= instantOf(start.wall, zone)) end.day += 1;
    return { from: start.from, to: at(end, zone) };
  }
  const end = parseSpan(right, now, zone);
  if (!end) return null;
  // An end with a clock time is that moment; an end that is a day includes the day.
  return { from: start.from, to: isInstant(right) ? end.from : end.to };
}

function parseSpan(typed: string, now: Date, zone: string): Span | null {
  if (typed === "now") return { from: { kind: "now" }, to: { kind: "now" } };
  if (typed === "today") return { from: { kind: "day", offset: 0 }, to: { kind: "day", offset: 1 } };
  if (typed === "yesterday") return { from: { kind: "day", offset: -1 }, to: { kind: "day", offset: 0 } };
  const ago = parseAgo(typed.replace(/^-/, "").replace(/ ago$/, ""));
  if (ago) return { from: ago.from, to: ago.from };
  return parseInstant(typed) ?? parseDated(typed, now, zone);
}

/** With an offset or a Z the text names an instant, whatever the zone of the page. */
function parseInstant(typed: string): Span | null {
  if (!/^\d{4}-\d{2}-\d{2}t\d{2}:\d{2}(:\d{2}(\.\d+)?)?(z|[+-]\d{2}:?\d{2})$/.test(typed)) return null;
  const instant = new Date(typed.toUpperCase());
  if (Number.isNaN(instant.getTime())) return null;
  const moment: Moment = { kind: "at", at: instant.toISOString() };
  return { from: moment, to: { kind: "at", at: new Date(instant.getTime() + 60_000).toISOString() } };
}

function parseDated(typed: string, now: Date, zone: string): Span | null {
  const match = /^(.*?)(?:[ t]|^)?(\d{1,2}:\d{2}(?::\d{2})?)?$/.exec(typed);
  const clock = match?.[2] ? parseClock(match[2]) : null;
  if (match?.[2] && !clock) return null;
  const date = parseDate((match?.[1] ?? typed).replace(/,$/, "").trim(), now, zone);
  if (!date) return null;
  if (!clock) {
    const midnight = { ...date, hour: 0, minute: 0, second: 0 };
    return { from: at(midnight, zone), to: at({ ...midnight, day: date.day + 1 }, zone), wall: midnight };
  }
  const wall = { ...date, ...clock };
  const from = at(wall, zone);
  const minuteLater = new Date(new Date(from.at).getTime() + 60_000);
  return { from, to: { kind: "at", at: minuteLater.toISOString() }, wall };
}

type DateParts = Pick<WallTime, "year" | "month" | "day">;

function parseDate(typed: string, now: Date, zone: string): DateParts | null {
  const today = wallTimeAt(now, zone);
  if (typed === "" || typed === "today") return today;
  if (typed === "yesterday") return wallTimeAt(instantOf({ ...today, day: today.day - 1, hour: 12 }, zone), zone);
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(typed);
  if (iso) return realDate(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const named =
    /^([a-z]{3,9})\.? (\d{1,2})(?:,? (\d{4}))?$/.exec(typed) ??
    /^(\d{1,2})\.? ([a-z]{3,9})\.?(?:,? (\d{4}))?$/.exec(typed);
  if (!named) return null;
  const [first = "", second = "", year] = named.slice(1);
  const month = monthOf(/^\d/.test(first) ? second : first);
  const day = Number(/^\d/.test(first) ? first : second);
  if (!month) return null;
  if (year) return realDate(Number(year), month, day);
  // Without a year the latest such day that has begun is meant: logs lie in the past.
  const thisYear = realDate(today.year, month, day);
  const ahead = month > today.month || (month === today.month && day > today.day);
  return ahead || !thisYear ? realDate(today.year - 1, month, day) : thisYear;
}

function realDate(year: number, month: number, day: number): DateParts | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? { year, month, day } : null;
}

function parseClock(typed: string): Pick<WallTime, "hour" | "minute" | "second"> | null {
  const match = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(typed);
  const [hour = 99, minute = 99, second = 0] = match ? match.slice(1).map((part) => Number(part ?? 0)) : [];
  return hour <= 24 && minute < 60 && second < 60 && (hour < 24 || minute + second === 0)
    ? { hour, minute, second }
    : null;
}

function isInstant(typed: string): boolean {
  return /\d:\d\d/.test(typed);
}

function monthOf(name: string): number | null {
  const at = months.findIndex((month) => name.startsWith(month));
  return at === -1 ? null : at + 1;
}

function unitOf(name: string): RangeUnit | null {
  return units.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}

function at(wall: WallTime, zone: string): Moment & { kind: "at" } {
  return { kind: "at", at: instantOf(wall, zone).toISOString() };
}
