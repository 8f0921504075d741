import type { MouseEvent } from "react";
import type { DrawnSeries } from "./chart-series";

type Props = { series: DrawnSeries[]; hidden: ReadonlySet<string>; onChange: (hidden: ReadonlySet<string>) => void };

/** A press hides or shows one series, with Shift it shows only that one, and all again the second time. */
export function nextHidden(
  series: DrawnSeries[],
  hidden: ReadonlySet<string>,
  id: string,
  solo: boolean,
): ReadonlySet<string> {
  if (solo) {
    const others = series.filter((item) => item.id !== id).map((item) => item.id);
    const alreadySolo = !hidden.has(id) && others.every((other) => hidden.has(other));
    return new Set(alreadySolo ? [] : others);
  }
  const next = new Set(hidden);
  if (!next.delete(id)) next.add(id);
  return next.size === series.length ? new Set() : next;
}

export function ChartLegend({ series, hidden, onChange }: Props) {
  function press(event: MouseEvent, id: string) {
    onChange(nextHidden(series, hidden, id, event.shiftKey));
  }
  return (
    <ul className="flex min-w-0 flex-wrap gap-x-3 gap-y-0.5 max-sm:order-last max-sm:w-full" aria-label="Series">
      {series.map((item) => {
        const shown = !hidden.has(item.id);
        return (
          <li key={item.id} className="min-w-0">
            <button
              type="button"
              aria-pressed={shown}
              title="Click hides or shows it, Shift and click shows only this one"
              onClick={(event) => press(event, item.id)}
              className="inline-flex max-w-48 items-center gap-1.5 rounded-sm text-small text-muted hover:text-text focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-brass aria-[pressed=false]:text-faint aria-[pressed=false]:line-through"
            >
              <span
                aria-hidden
                className="size-2 shrink-0 rounded-[2px] border"
                style={{ borderColor: item.color, background: shown ? item.color : "transparent" }}
              />
              <span className="truncate">{item.label}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
