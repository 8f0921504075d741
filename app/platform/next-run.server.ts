import { parseCronItem } from "graphile-worker";

const MINUTE_MS = 60_000;
/** The rarest schedule worth showing. */
const LOOK_AHEAD_MINUTES = 400 * 24 * 60;

/** When a crontab expression comes true next, in UTC as the queue reads it. */
export function nextRun(cron: string, now: Date): Date | null {
  const { match } = parseCronItem({ task: "next", match: cron });
  let at = Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS;
  for (let n = 0; n < LOOK_AHEAD_MINUTES; n++) {
    at += MINUTE_MS;
    const date = new Date(at);
    const digest = {
      min: date.getUTCMinutes(),
      hour: date.getUTCHours(),
      date: date.getUTCDate(),
      month: date.getUTCMonth() + 1,
      dow: date.getUTCDay(),
    };
    if (match(digest)) return date;
  }
  return null;
}
