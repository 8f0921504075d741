const formats = new Map<string, Intl.DateTimeFormat>();

function format(timeZone: string, name: "time" | "minute" | "day", at: Date): string {
  const key = `${name} ${timeZone}`;
  let found = formats.get(key);
  if (!found) {
    const clock = { hour: "2-digit", minute: "2-digit" } as const;
    const options: Intl.DateTimeFormatOptions =
      name === "day" ? { day: "numeric", month: "short" } : name === "time" ? { ...clock, second: "2-digit" } : clock;
    formats.set(key, (found = new Intl.DateTimeFormat("en-GB", { timeZone, hourCycle: "h23", ...options })));
  }
  return found.format(at);
}

/** "14:32:07", and on another day than today "19 Nov 14:32": the width of a column, with what tells rows apart. */
export function formatTurnTime(at: Date, now: Date, timeZone: string): string {
  const day = format(timeZone, "day", at);
  if (day === format(timeZone, "day", now) && Math.abs(now.getTime() - at.getTime()) < 172_800_000)
    return format(timeZone, "time", at);
  return `${day} ${format(timeZone, "minute", at)}`;
}
