import { instantOf, offsetAt, startOfDay, wallTimeAt } from "./time-zone";

const QUARTER = 900_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** From the shortest; each with the least it can last. */
const LEAST_MS = { "15m": QUARTER, hour: QUARTER, day: 22 * HOUR, week: 6 * DAY, month: 27 * DAY } as const;
export type TimeBucket = keyof typeof LEAST_MS;
export const TIME_BUCKETS = Object.keys(LEAST_MS) as TimeBucket[];
const USUAL_MS: Record<TimeBucket, number> = { ...LEAST_MS, hour: HOUR };

/** How many there are at the most. */
export function mostBuckets(from: number, to: number, bucket: TimeBucket): number {
  return Math.ceil((to - from) / USUAL_MS[bucket]) + 1;
}

/** Where the buckets begin that hold the time from `from` up to `to`, and where the last of them ends. */
export function bucketBounds(from: number, to: number, bucket: TimeBucket, zone: string): number[] {
  const bounds = [firstStart(from, bucket, zone)];
  for (let next = nextStart(bounds[0]!, bucket, zone); ; next = nextStart(next, bucket, zone)) {
    // The walk may begin before the bucket that is wanted.
    if (next <= from) bounds.length = 0;
    bounds.push(next);
    if (next >= to) return bounds;
  }
}

function firstStart(from: number, bucket: TimeBucket, zone: string): number {
  if (bucket === "15m") return Math.floor(from / QUARTER) * QUARTER;
  const at = new Date(from);
  const { year, month, day } = wallTimeAt(at, zone);
  const midnight = { hour: 0, minute: 0, second: 0 };
  if (bucket === "month") return instantOf({ year, month, day: 1, ...midnight }, zone).getTime();
  if (bucket !== "week") return startOfDay(at, zone).getTime();
  const sinceMonday = (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7;
  return startOfDay(at, zone, -sinceMonday).getTime();
}

function nextStart(start: number, bucket: TimeBucket, zone: string): number {
  if (bucket === "15m") return start + QUARTER;
  if (bucket === "hour") return nextHour(start, zone);
  const at = new Date(start);
  if (bucket !== "month") return startOfDay(at, zone, bucket === "week" ? 7 : 1).getTime();
  const { year, month } = wallTimeAt(at, zone);
  return instantOf({ year, month: month + 1, day: 1, hour: 0, minute: 0, second: 0 }, zone).getTime();
}

/** The next full hour on the clock, or where the clock is put: some are put by half an hour. */
function nextHour(start: number, zone: string): number {
  const offset = offsetAt(start, zone);
  const next = start + HOUR - ((((start + offset) % HOUR) + HOUR) % HOUR);
  if (offsetAt(next, zone) === offset) return next;
  for (let at = Math.floor(start / QUARTER) * QUARTER + QUARTER; at < next; at += QUARTER)
    if (offsetAt(at, zone) !== offset) return at;
  return next;
}

/** "2026-03-29T00:00:00+01:00": the clock's time there, and how far it is from UTC. */
export function zonedTime(at: number, zone: string): string {
  const offset = offsetAt(at, zone);
  const minutes = Math.round(Math.abs(offset) / 60_000);
  const two = (value: number) => String(value).padStart(2, "0");
  const sign = offset < 0 ? "-" : "+";
  return `${new Date(at + offset).toISOString().slice(0, 19)}${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
