import { formatRelative } from "~/lib/relative-time";
import { useNow, useTimeZone } from "./clock";

type Props = { at: Date | string | number | null | undefined; fallback?: string };

const STANDS_MS = 12_000;

/** "18 s ago", with the exact time on hover; beyond a month the date. */
export function RelativeTime({ at, fallback = "never" }: Props) {
  const now = useNow();
  const timeZone = useTimeZone();
  if (at === null || at === undefined) return <span className="text-faint">{fallback}</span>;
  const date = new Date(at);
  // The clock of the page stands still for some seconds; what has begun since is not in the future.
  const ahead = date.getTime() - now;
  const seen = ahead > 0 && ahead < STANDS_MS ? date.getTime() : now;
  return (
    <time dateTime={date.toISOString()} title={formatExact(date, timeZone)} className="whitespace-nowrap tabular-nums">
      {formatRelative(date, new Date(seen)) ?? formatDate(date, timeZone)}
    </time>
  );
}

/** The exact time in the person's zone, for where the moment itself is the fact. */
export function ExactTime({ at }: { at: Date | string | number }) {
  const now = useNow();
  const timeZone = useTimeZone();
  const date = new Date(at);
  return (
    <time
      dateTime={date.toISOString()}
      title={formatRelative(date, new Date(now)) ?? undefined}
      className="whitespace-nowrap tabular-nums"
    >
      {formatExact(date, timeZone)}
    </time>
  );
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(key: string, options: Intl.DateTimeFormatOptions, date: Date): string {
  let found = formats.get(key);
  if (!found) formats.set(key, (found = new Intl.DateTimeFormat("en-GB", options)));
  return found.format(date);
}

export function formatDate(date: Date, timeZone: string): string {
  return format(`d ${timeZone}`, { timeZone, day: "numeric", month: "short", year: "numeric" }, date);
}

export function formatExact(date: Date, timeZone: string): string {
  const time: Intl.DateTimeFormatOptions = { timeZone, hour: "2-digit", minute: "2-digit", second: "2-digit" };
  return `${formatDate(date, timeZone)}, ${format(`t ${timeZone}`, time, date)} ${timeZone}`;
}
