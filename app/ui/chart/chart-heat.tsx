import { Link } from "@remix-run/react";
import { type KeyboardEvent, useRef, useState } from "react";
import { useChart } from "./chart-context";
import { valueRange } from "./chart-series";
import { figure } from "./chart-tooltip";

const shades = 6;

/** A real table with coloured cells, drawn by the server: series are its rows, x its columns, each cell says its figure. */
export function ChartHeat() {
  const { title, whole, data, format, hidden, height } = useChart();
  const max = valueRange(whole, hidden, false)[1];
  const every = Math.max(1, Math.ceil(whole.rows.length / 4));
  const [cell, setCell] = useState<[number, number]>([0, 0]);
  const table = useRef<HTMLTableElement>(null);
  const [lit, setLit] = useState<[number, number] | null>(null);

  function move(event: KeyboardEvent) {
    const steps: Record<string, [number, number]> = {
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
      Home: [0, -whole.rows.length],
      End: [0, whole.rows.length],
    };
    const step = steps[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    const next: [number, number] = [
      Math.min(whole.series.length - 1, Math.max(0, cell[0] + step[0])),
      Math.min(whole.rows.length - 1, Math.max(0, cell[1] + step[1])),
    ];
    event.preventDefault();
    setCell(next);
    table.current?.querySelector<HTMLElement>(`[data-cell="${next.join(",")}"]`)?.focus();
  }

  const shown = lit ?? null;
  const litRow = shown ? whole.rows[shown[1]] : undefined;
  return (
    <div className="noscript:hidden" style={{ minHeight: height }}>
      <table
        ref={table}
        onKeyDown={move}
        onPointerLeave={() => setLit(null)}
        className="w-full table-fixed border-separate border-spacing-0.5 text-label text-faint"
      >
        <caption className="sr-only">{title}</caption>
        <colgroup>
          <col className="w-9" />
        </colgroup>
        <thead className="sr-only">
          <tr>
            <th scope="col">{data.axis.kind === "category" ? data.axis.label : "Time"}</th>
            {whole.rows.map((row) => (
              <th key={row.x} scope="col">
                {row.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {whole.series.map((series, line) => (
            <tr key={series.id}>
              <th scope="row" className="truncate pr-1 text-left font-normal">
                {series.label}
              </th>
              {whole.rows.map((row, column) => {
                const value = row.values[line] ?? null;
                const href = row.hrefs[line];
                const text = `${series.label} ${row.label}: ${figure(value, format)}`;
                const shared = {
                  title: text,
                  "data-cell": `${line},${column}`,
                  tabIndex: cell[0] === line && cell[1] === column ? 0 : -1,
                  onFocus: () => {
                    setCell([line, column]);
                    setLit([line, column]);
                  },
                  className:
                    "block h-4 rounded-[2px] hover:outline hover:outline-faint focus-visible:outline-2 focus-visible:outline-brass",
                  style: { background: heatColor(value, max), ...(value === null ? unknownCell : {}) },
                };
                return (
                  <td key={row.x} className="p-0" onPointerEnter={() => setLit([line, column])}>
                    {href ? (
                      <Link to={href} {...shared} aria-label={text} />
                    ) : (
                      <div {...shared}>
                        <span className="sr-only">{figure(value, format)}</span>
                      </div>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <div aria-hidden className="mt-1 flex pl-9 text-label text-faint">
        {whole.rows.map((row, column) =>
          column % every === 0 ? (
            <span
              key={row.x}
              className="min-w-0 truncate"
              style={{ flex: Math.min(every, whole.rows.length - column) }}
            >
              {row.label}
            </span>
          ) : null,
        )}
      </div>
      <p aria-hidden className="mt-2 flex h-4 items-center justify-between gap-2 text-label text-muted tabular-nums">
        <span>
          {shown && litRow
            ? `${whole.series[shown[0]]?.label} ${litRow.label}: ${figure(litRow.values[shown[0]] ?? null, format)}`
            : ""}
        </span>
        <span className="flex items-center gap-0.5 text-faint">
          <span className="mr-1">{format.tick(0)}</span>
          {Array.from({ length: shades + 1 }, (_, shade) => (
            <span key={shade} className="size-2.5 rounded-[2px]" style={{ background: shadeColor(shade) }} />
          ))}
          <span className="ml-1">{format.tick(max)}</span>
        </span>
      </p>
    </div>
  );
}

const unknownCell = { background: "none", boxShadow: "inset 0 0 0 1px var(--line-soft)" };

/** Zero is the empty shade; the smallest value above it is already visible. */
export function heatColor(value: number | null, max: number): string {
  if (value === null || value <= 0 || max <= 0) return shadeColor(0);
  return shadeColor(Math.min(shades, Math.max(1, Math.ceil((value / max) * shades))));
}

function shadeColor(shade: number): string {
  if (shade === 0) return "var(--sunken)";
  return `color-mix(in oklab, var(--series-1) ${Math.round((shade / shades) * 88 + 12)}%, var(--sunken))`;
}
