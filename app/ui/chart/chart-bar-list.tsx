import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useChart } from "./chart-context";
import { valueRange } from "./chart-series";
import { figure } from "./chart-tooltip";

/** One horizontal bar per category of the first series, drawn by the server. `mark` stands before a label: a face, an icon. */
export function ChartBarList({ mark }: { mark?: (x: string) => ReactNode }) {
  const { whole, format, hidden } = useChart();
  const max = valueRange(whole, hidden, false)[1] || 1;
  const color = whole.series[0]?.color;
  return (
    <ul className="grid gap-1 noscript:hidden">
      {whole.rows.map((row) => {
        const value = row.values[0] ?? null;
        const href = row.hrefs[0];
        const line = (
          <>
            <span className="flex min-w-0 items-center gap-2">
              {mark?.(String(row.x))}
              <span className="truncate">{row.label}</span>
            </span>
            <span aria-hidden className="h-2 overflow-hidden rounded-full bg-sunken">
              <span
                className="block h-full rounded-full"
                style={{ width: `${value === null ? 0 : (Math.max(0, value) / max) * 100}%`, background: color }}
              />
            </span>
            <span className={`text-right tabular-nums ${value === null ? "text-faint" : ""}`}>
              {figure(value, format)}
            </span>
          </>
        );
        const shape =
          "grid grid-cols-[minmax(4rem,1fr)_2fr_minmax(4rem,auto)] items-center gap-3 rounded-sm px-1 py-0.5";
        return (
          <li key={row.x}>
            {href ? (
              <Link
                to={href}
                className={`${shape} hover:bg-sunken focus-visible:outline-2 focus-visible:outline-brass`}
              >
                {line}
              </Link>
            ) : (
              <div className={shape}>{line}</div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
