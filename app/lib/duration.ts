const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const unitMs: Record<string, number> = { ms: 1, s: second, m: minute, min: minute, h: hour, d: day, w: 7 * day };

/** "640 ms", "8.4 s", "3m 04s", "2h 05m", "3d 4h". */
export function formatDuration(ms: number | null | undefined): string {
  if (ms === null || ms === undefined || !Number.isFinite(ms)) return "–";
  const size = Math.abs(ms);
  const minus = ms < 0 ? "−" : "";
  if (size < 999.5) return `${minus}${Math.round(size)} ms`;
  if (size < 59_950) return `${minus}${(size / second).toFixed(1)} s`;
  if (size < hour - 500) return minus + pair(Math.round(size / second), 60, "m", "s", 2);
  if (size < day - 30 * second) return minus + pair(Math.round(size / minute), 60, "h", "m", 2);
  return minus + pair(Math.round(size / hour), 24, "d", "h", 1);
}

/** For columns of times that compare: always seconds, "0.6 s", "11.8 s". */
export function formatSeconds(ms: number | null | undefined): string {
  if (ms === null || ms === undefined || !Number.isFinite(ms)) return "–";
  return Math.abs(ms) < minute - 50 ? `${(ms / second).toFixed(1)} s` : formatDuration(ms);
}

/** Reads "2s", "1m30s", "500 ms", "1.5h"; a bare number is seconds. Null for anything else. */
export function parseDuration(text: string): number | null {
  const trimmed = text.trim().toLowerCase();
  if (/^\d+(\.\d+)?$/.test(trimmed)) return Number(trimmed) * second;
  if (!/^(\d+(\.\d+)?\s*(ms|min|[smhdw])\s*)+$/.test(trimmed)) return null;
  let total = 0;
  for (const [, amount, unit] of trimmed.matchAll(/(\d+(?:\.\d+)?)\s*(ms|min|[smhdw])/g)) {
    total += Number(amount) * (unitMs[unit ?? ""] ?? 0);
  }
  return total;
}

function pair(total: number, base: number, big: string, small: string, width: number): string {
  return `${Math.floor(total / base)}${big} ${String(total % base).padStart(width, "0")}${small}`;
}
