import { type RangeUnit, type TimeRange, resolveRange } from "./time-range";
import { wallTimeAt } from "./time-zone";

const unitNames: Record<RangeUnit, string> = { m: "minute", h: "hour", d: "day", w: "week" };
const monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "Last 24 hours", "Yesterday", "3 Nov, 14:00–15:00", "28 Oct 2025 – 3 Nov 2025". */
export function labelTimeRange(range: TimeRange, now: Date, zone: string): string {
  const { from, to } = range;
  if (from.kind === "ago" && to.kind === "now") {
    const unit = unitNames[from.unit];
    return from.amount === 1 ? `Last ${unit}` : `Last ${from.amount} ${unit}s`;
  }
  if (from.kind === "day" && to.kind === "now") return from.offset === 0 ? "Today" : "Since yesterday";
  if (from.kind === "day" && from.offset === -1 && to.kind === "day" && to.offset === 0) return "Yesterday";
  return labelSpan(range, now, zone);
}

function labelSpan(range: TimeRange, now: Date, zone: string): string {
  const resolved = resolveRange(range, now, zone);
  const start = wallTimeAt(resolved.from, zone);
  const end = wallTimeAt(resolved.to, zone);
  const years = start.year !== end.year || start.year !== wallTimeAt(now, zone).year;
  const date = (wall: typeof start) => `${wall.day} ${monthNames[wall.month - 1]}${years ? ` ${wall.year}` : ""}`;
  if (range.to.kind === "now") return `Since ${date(start)}${isMidnight(start) ? "" : `, ${clock(start)}`}`;
  if (isMidnight(start) && isMidnight(end)) {
    const last = wallTimeAt(new Date(resolved.to.getTime() - 1), zone);
    return sameDay(start, last) ? date(start) : `${date(start)} – ${date(last)}`;
  }
  if (sameDay(start, end)) return `${date(start)}, ${clock(start)}–${clock(end)}`;
  return `${date(start)}, ${clock(start)} – ${date(end)}, ${clock(end)}`;
}

type Wall = ReturnType<typeof wallTimeAt>;

function clock(wall: Wall): string {
  const parts = wall.second === 0 ? [wall.hour, wall.minute] : [wall.hour, wall.minute, wall.second];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}

function isMidnight(wall: Wall): boolean {
  return wall.hour === 0 && wall.minute === 0 && wall.second === 0;
}

function sameDay(a: Wall, b: Wall): boolean {
  return a.year === b.year && a.month === b.month && a.day === b.day;
}
