const steps: [limit: number, size: number, unit: string][] = [
  [60, 1, "s"],
  [3600, 60, "min"],
  [86_400, 3600, "h"],
  [30 * 86_400, 86_400, "d"],
];

/** "18 s ago", "in 4 min"; beyond a month the date says more, and the caller shows that. */
export function formatRelative(at: Date, now: Date): string | null {
  const seconds = Math.round((now.getTime() - at.getTime()) / 1000);
  const size = Math.abs(seconds);
  if (size < 2) return "now";
  const step = steps.find(([limit]) => size < limit);
  if (!step) return null;
  const amount = `${Math.floor(size / step[1])} ${step[2]}`;
  return seconds > 0 ? `${amount} ago` : `in ${amount}`;
}
