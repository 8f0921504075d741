import type { ChartFormat } from "./chart-format";
import { type ChartRow, type DrawnSeries, sumKnown } from "./chart-series";

type Props = {
  row: ChartRow;
  series: DrawnSeries[];
  hidden: ReadonlySet<string>;
  format: ChartFormat;
  /** The series that a click or Enter opens. */
  picked: number;
  total: boolean;
  hint?: string;
};

export function ChartTooltip({ row, series, hidden, format, picked, total, hint }: Props) {
  const shown = series.map((item, column) => ({ item, column })).filter(({ item }) => !hidden.has(item.id));
  return (
    <div className="w-max max-w-72 rounded-card border border-line bg-raised px-2.5 py-2 text-small shadow-pop">
      <p className="mb-1 text-faint">{row.label}</p>
      <ul className="space-y-0.5">
        {shown.map(({ item, column }) => (
          <li key={item.id} className={`flex items-center gap-2 ${column === picked ? "text-text" : "text-muted"}`}>
            <span aria-hidden className="size-2 shrink-0 rounded-[2px]" style={{ background: item.color }} />
            <span className={`min-w-0 flex-1 truncate ${column === picked ? "font-semibold" : ""}`}>{item.label}</span>
            <span className="pl-3 tabular-nums">{figure(row.values[column] ?? null, format)}</span>
          </li>
        ))}
      </ul>
      {total && shown.length > 1 && (
        <p className="mt-1 flex justify-between border-t border-line-soft pt-1 text-muted">
          <span>total</span>
          <span className="tabular-nums">
            {figure(sumKnown(shown.map(({ column }) => row.values[column] ?? null)), format)}
          </span>
        </p>
      )}
      {hint && <p className="mt-1 text-label text-faint">{hint}</p>}
    </div>
  );
}

export function figure(value: number | null, format: ChartFormat): string {
  return value === null ? "unknown" : format.full(value);
}

/** What a screen reader hears while moving through the points. */
export function spokenRow(row: ChartRow, series: DrawnSeries[], hidden: ReadonlySet<string>, format: ChartFormat) {
  const parts = series.flatMap((item, column) =>
    hidden.has(item.id) ? [] : [`${item.label} ${figure(row.values[column] ?? null, format)}`],
  );
  return `${row.label}: ${parts.join(", ")}`;
}
