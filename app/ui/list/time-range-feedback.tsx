import { type TimeRange, resolveRange } from "~/lib/time-range";
import { labelTimeRange } from "~/lib/time-range-label";

type Props = { id: string; typed: string; understood: TimeRange | null; now: Date; zone: string };

/** Says while typing what a range would be, or how one is written. */
export function TimeRangeFeedback({ id, typed, understood, now, zone }: Props) {
  const examples = "2h, yesterday, Nov 3 14:00-15:00, 2026-11-01..";
  if (typed.trim() === "") {
    return (
      <p id={id} className="px-2 text-small text-faint">
        {examples}
      </p>
    );
  }
  if (!understood) {
    return (
      <p id={id} role="status" className="px-2 text-small text-err">
        Not a range yet. Try {examples}
      </p>
    );
  }
  const { from, to } = resolveRange(understood, now, zone);
  const format = new Intl.DateTimeFormat("en-GB", { timeZone: zone, dateStyle: "medium", timeStyle: "short" });
  return (
    <p id={id} role="status" className="px-2 text-small text-muted">
      <b className="font-medium text-text">{labelTimeRange(understood, now, zone)}</b>
      <br />
      <span className="tabular-nums">
        {format.format(from)} – {format.format(to)}
      </span>
    </p>
  );
}
