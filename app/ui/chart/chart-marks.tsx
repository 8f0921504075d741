import { Fragment } from "react";
import { Area, Bar, ComposedChart, Line, XAxis, YAxis } from "recharts";
import type { ChartRow, PreparedChart } from "./chart-series";

export type MarkKind = "line" | "bar" | "area";

export type MarksProps = {
  kind: MarkKind;
  chart: PreparedChart;
  hidden: ReadonlySet<string>;
  width: number;
  height: number;
  domain: [number, number];
};

type Cell = (row: ChartRow) => number | [number, number] | null;

/** Lines, bars or areas and nothing else: axes, grid, tooltip and keyboard are drawn by ChartPlot, on the server too. */
export function ChartMarks({ kind, chart, hidden, width, height, domain }: MarksProps) {
  const { from, to, step } = chart.scale;
  const bandWidth = (width * step) / (to - from);
  const barSize = Math.max(1, bandWidth - (bandWidth > 6 ? 2 : bandWidth > 3 ? 1 : 0));
  const columns = chart.series
    .map((series, column) => ({ series, column }))
    .filter(({ series }) => !hidden.has(series.id));

  return (
    <ComposedChart
      data={chart.rows}
      width={width}
      height={height}
      margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
      accessibilityLayer={false}
    >
      <XAxis hide type="number" dataKey="at" domain={[from, to]} allowDataOverflow />
      <YAxis hide type="number" domain={domain} allowDataOverflow />
      {columns.map(({ series, column }) => {
        const own: Cell = (row) => row.values[column] ?? null;
        if (kind === "bar") {
          return (
            <Bar
              key={series.id}
              dataKey={own}
              stackId="bars"
              barSize={barSize}
              fill={series.color}
              stroke="var(--raised)"
              strokeWidth={bandWidth > 6 ? 1 : 0}
              isAnimationActive={false}
            />
          );
        }
        const shape = {
          type: "linear" as const,
          stroke: series.color,
          strokeWidth: 1.5,
          connectNulls: false,
          activeDot: false as const,
          isAnimationActive: false,
          dot: lonelyDot(chart.rows, column, series.color),
        };
        if (kind === "line") return <Line key={series.id} dataKey={own} {...shape} />;
        const below = columns.filter((other) => other.column < column).map((other) => other.column);
        return (
          <Fragment key={series.id}>
            <Area
              dataKey={bandOf(below, column)}
              stroke="none"
              fill={series.color}
              fillOpacity={0.22}
              connectNulls={false}
              activeDot={false}
              dot={false}
              isAnimationActive={false}
            />
            <Line dataKey={topOf(below, column)} {...shape} />
          </Fragment>
        );
      })}
    </ComposedChart>
  );
}

/** Stacked here and not by recharts, which draws an unknown value as zero and hides the gap. */
function bandOf(below: number[], column: number): Cell {
  return (row) => {
    const own = row.values[column] ?? null;
    if (own === null) return null;
    const floor = below.reduce((sum, other) => sum + (row.values[other] ?? 0), 0);
    return [floor, floor + own];
  };
}

/** The line over a band: recharts would outline the band's lower edge too. */
function topOf(below: number[], column: number): Cell {
  const band = bandOf(below, column);
  return (row) => {
    const edges = band(row);
    return Array.isArray(edges) ? edges[1] : null;
  };
}

type DotProps = { cx?: number; cy?: number; index?: number };

/** A known value between two gaps has no line to be seen by. */
function lonelyDot(rows: ChartRow[], column: number, color: string) {
  return function LonelyDot({ cx, cy, index = -1 }: DotProps) {
    const known = (position: number) => (rows[position]?.values[column] ?? null) !== null;
    const lonely = known(index) && !known(index - 1) && !known(index + 1);
    if (!lonely || cx === undefined || cy === undefined) return <g key={index} />;
    return <circle key={index} cx={cx} cy={cy} r={2.5} fill={color} />;
  };
}
