import { Link } from "@remix-run/react";
import { lazy, useEffect, useMemo, useRef, useState } from "react";
import { useChart } from "./chart-context";
import { type MarkKind } from "./chart-marks";
import { useChartPointer } from "./chart-pointer";
import { type ChartScale, valueRange } from "./chart-series";
import { momentLabel, niceTicks, type Tick } from "./chart-ticks";
import { ChartTooltip, spokenRow } from "./chart-tooltip";
import { LazyPart } from "../page/lazy-part";
import { useInBrowser } from "../use-in-browser";

const Marks = lazy(() => import("./chart-marks").then((module) => ({ default: module.ChartMarks })));

/** Axes and grid stand in the server's markup; the marks and what follows the pointer come in the browser. */
export function ChartPlot({ kind }: { kind: MarkKind }) {
  const { title, height, format, data, chart, hidden, onZoom } = useChart();
  const stacked = kind !== "line";
  const inBrowser = useInBrowser();
  const area = useRef<HTMLDivElement>(null);
  const link = useRef<HTMLAnchorElement>(null);
  const size = useSize(area);
  const yTicks = useMemo(() => {
    const [min, max] = valueRange(chart, hidden, stacked);
    return niceTicks(min, max, height < 140 ? 2 : 4);
  }, [chart, hidden, stacked, height]);
  const domain: [number, number] = [yTicks[0] ?? 0, yTicks.at(-1) ?? 1];
  const gutter = `${Math.max(3, ...yTicks.map((tick) => format.tick(tick).length)) * 0.9 + 1}ch`;

  const zoom = data.axis.kind === "time" ? onZoom : undefined;
  const pointer = useChartPointer({ chart, hidden, stacked, domain, onZoom: zoom, open: () => link.current?.click() });
  const row = pointer.pointed ? chart.rows[pointer.pointed.row] : undefined;
  const href = row && pointer.pointed ? row.hrefs[pointer.pointed.column] : undefined;
  const share = row ? part(chart.scale, row.at) : 0;

  return (
    <div className="@container relative text-label tabular-nums noscript:hidden" style={{ height }}>
      <div ref={area} className="absolute top-2 right-1 bottom-6" style={{ left: gutter }}>
        {yTicks.map((tick) => (
          <div
            key={tick}
            className="absolute inset-x-0 border-t border-line-soft"
            style={{ bottom: `${((tick - domain[0]) / (domain[1] - domain[0])) * 100}%` }}
          >
            <span className="absolute right-full mr-2 -translate-y-1/2 whitespace-nowrap text-faint">
              {format.tick(tick)}
            </span>
          </div>
        ))}
        {chart.ticks.map((tick, index) => (
          <XTick
            key={tick.at}
            tick={tick}
            index={index}
            scale={chart.scale}
            count={chart.ticks.length}
            clipped={data.axis.kind === "category"}
          />
        ))}
        {inBrowser && size.width > 0 && (
          <>
            <div aria-hidden className="pointer-events-none absolute inset-0" data-marks={kind}>
              <LazyPart
                fallback={null}
                failed={<p className="p-4 text-warn">The drawing did not load. The table has the figures.</p>}
              >
                <Marks kind={kind} chart={chart} hidden={hidden} {...size} domain={domain} />
              </LazyPart>
            </div>
            {row && (
              <div
                className="pointer-events-none absolute inset-y-0 border-l border-off/60"
                style={{ left: `${share}%` }}
              />
            )}
            {pointer.range && (
              <div
                className="pointer-events-none absolute inset-y-0 border-x border-brass bg-wash"
                style={{
                  left: `${part(chart.scale, pointer.range.from)}%`,
                  right: `${100 - part(chart.scale, pointer.range.to)}%`,
                }}
              />
            )}
            <div
              tabIndex={0}
              role="group"
              aria-roledescription="chart"
              aria-label={`${title}, ${chart.rows.length} points. Arrow keys read the points${zoom ? ", with Shift they select a range" : ""}, Enter opens.`}
              className={`absolute inset-0 touch-pan-y rounded-sm select-none focus-visible:outline-2 focus-visible:outline-brass ${zoom ? "cursor-crosshair" : ""}`}
              {...pointer.handlers}
            >
              {href && (
                <Link
                  ref={link}
                  to={href}
                  tabIndex={-1}
                  draggable={false}
                  className="absolute inset-0"
                  aria-label={`Open ${chart.series[pointer.pointed?.column ?? -1]?.label}, ${row?.label}`}
                />
              )}
            </div>
            {pointer.range && data.axis.kind === "time" && (
              <p className="pointer-events-none absolute top-1 left-1 z-10 rounded-control border border-line bg-raised px-2 py-1 text-small shadow-pop">
                {momentLabel(pointer.range.from, data.axis.zone)} – {momentLabel(pointer.range.to, data.axis.zone)}
              </p>
            )}
            {row && pointer.pointed && !pointer.range && (
              <div
                className="pointer-events-none absolute top-1 z-10"
                style={share > 50 ? { right: `calc(${100 - share}% + 10px)` } : { left: `calc(${share}% + 10px)` }}
              >
                <ChartTooltip
                  row={row}
                  series={chart.series}
                  hidden={hidden}
                  format={format}
                  picked={pointer.pointed.column}
                  total={stacked && data.additive !== false}
                  {...(href
                    ? { hint: pointer.pointed.byKeyboard ? "Enter opens the list" : "Click opens the list" }
                    : {})}
                />
              </div>
            )}
            <p className="sr-only" aria-live="polite">
              {row && pointer.pointed?.byKeyboard ? spokenRow(row, chart.series, hidden, format) : ""}
            </p>
          </>
        )}
      </div>
    </div>
  );
}

function part(scale: ChartScale, at: number): number {
  return Math.min(100, Math.max(0, ((at - scale.from) / (scale.to - scale.from)) * 100));
}

type XTickProps = { tick: Tick; index: number; scale: ChartScale; count: number; clipped: boolean };

/** Narrow charts keep every second label; the outermost ones stay inside; a long category is cut to its place. */
function XTick({ tick, index, scale, count, clipped }: XTickProps) {
  const share = part(scale, tick.at);
  const place = share > 97 ? "-translate-x-full" : share < 1 ? "" : "-translate-x-1/2";
  const narrow = index % 2 === 1 && count > 4 ? "@max-lg:hidden" : "";
  return (
    <span
      className={`absolute top-full mt-1.5 truncate text-center text-faint ${place} ${narrow}`}
      style={{ left: `${share}%`, ...(clipped ? { maxWidth: `${95 / count}%` } : {}) }}
    >
      {tick.label}
    </span>
  );
}

function useSize(element: { current: HTMLElement | null }): { width: number; height: number } {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const target = element.current;
    if (!target) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: Math.round(entry.contentRect.width), height: Math.round(entry.contentRect.height) });
    });
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
