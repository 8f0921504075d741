/** Clock times in a named zone, by Intl alone. */

export type WallTime = { year: number; month: number; day: number; hour: number; minute: number; second: number };

const formats = new Map<string, Intl.DateTimeFormat>();

export function isTimeZone(zone: string): boolean {
  try {
    formatFor(zone);
    return true;
  } catch {
    return false;
  }
}

export function wallTimeAt(instant: Date, zone: string): WallTime {
  const found: Record<string, number> = {};
  for (const part of formatFor(zone).formatToParts(instant)) found[part.type] = Number(part.value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = found;
  return { year, month, day, hour, minute, second };
}

/**
 * The instant of a clock time. Where the clock jumps forward the missing hour moves on by the jump; where it
 * falls back the first of the two is meant. Days and months may overflow: day 0 is the last of the month before.
 */
export function instantOf(wall: WallTime, zone: string): Date {
  const asUtc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second);
  const before = asUtc - offsetAt(asUtc - 86_400_000, zone);
  const after = asUtc - offsetAt(asUtc + 86_400_000, zone);
  if (isWall(before, asUtc, zone)) return new Date(before);
  if (isWall(after, asUtc, zone)) return new Date(after);
  return new Date(before);
}

/** Midnight of the day, moved by whole calendar days. */
export function startOfDay(instant: Date, zone: string, days = 0): Date {
  const { year, month, day } = wallTimeAt(instant, zone);
  return instantOf({ year, month, day: day + days, hour: 0, minute: 0, second: 0 }, zone);
}

function isWall(instant: number, asUtc: number, zone: string): boolean {
  return instant + offsetAt(instant, zone) === asUtc;
}

export function offsetAt(instant: number, zone: string): number {
  const { year, month, day, hour, minute, second } = wallTimeAt(new Date(instant), zone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

function formatFor(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formats.set(zone, format);
  }
  return format;
}
