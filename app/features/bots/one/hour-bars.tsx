import { Link } from "@remix-run/react";
import { formatNumber } from "~/lib/numbers";
import { useTimeZone } from "~/ui/clock";
import type { BotOverviewData } from "./bot-overview.server";
import { rangeOf, turnsHref } from "./turns-href";

const HOUR_MS = 3_600_000;

/** Turns in each hour, those that failed at the foot. Each bar leads to its turns. */
export function HourBars({ data }: { data: BotOverviewData }) {
  const timeZone = useTimeZone();
  const { byHour, names } = data;
  const most = Math.max(1, ...byHour.map(({ turns }) => turns));
  const clock = (at: number) =>
    new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" }).format(at);
  return (
    <figure className="flex flex-col gap-1">
      <ol aria-label="Turns by the hour" className="flex h-20 items-end gap-px">
        {byHour.map(({ from, turns, errors }) => {
          const label = `${clock(from)}: ${formatNumber(turns)} ${turns === 1 ? "turn" : "turns"}${errors > 0 ? `, ${formatNumber(errors)} failed` : ""}`;
          return (
            <li key={from} className="h-full flex-1">
              <Link
                to={turnsHref(names, { range: rangeOf(from, from + HOUR_MS) })}
                aria-label={label}
                title={label}
                className="flex h-full flex-col justify-end rounded-xs hover:bg-sunken"
              >
                <span
                  className="block w-full rounded-t-xs bg-[var(--text-3)]"
                  style={{ height: `${(turns === 0 ? 0 : Math.max(0.03, (turns - errors) / most)) * 100}%` }}
                />
                <span className="block w-full bg-err" style={{ height: `${(errors / most) * 100}%` }} />
              </Link>
            </li>
          );
        })}
      </ol>
      <figcaption className="flex justify-between text-label text-faint tabular-nums">
        <span>{clock(byHour[0]!.from)}</span>
        <span>turns by the hour</span>
        <span>now</span>
      </figcaption>
    </figure>
  );
}
