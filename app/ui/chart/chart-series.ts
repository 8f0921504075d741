import { momentLabel, type Tick, timeTicks } from "./chart-ticks";

/** `y` null means unknown and is drawn as a gap; zero is zero. `href` leads to the list that the point counts. */
export type ChartPoint = { x: number | string; y: number | null; href?: string };
/** `stacks: false` says that values may not be added up (percentiles, shares). `color` pins one of the six. */
export type ChartSeries = { id: string; label: string; points: ChartPoint[]; color?: 1 | 2 | 3 | 4 | 5 | 6 };
/** Time: x is an instant in ms, each point covers `stepMs` from there. Category: x is a word, in the order met. */
export type ChartAxis =
  { kind: "time"; zone: string; stepMs: number; from?: number; to?: number } | { kind: "category"; label?: string };
/** `rowHref` leads to everything counted at x, for "other" and for the head of a table row. */
export type ChartData = {
  axis: ChartAxis;
  series: ChartSeries[];
  additive?: boolean;
  rowHref?: (x: number | string) => string;
};

export type DrawnSeries = { id: string; label: string; color: string };
/** `at` is the middle of what the row covers, in the scale's own unit. */
export type ChartRow = {
  x: number | string;
  at: number;
  label: string;
  values: (number | null)[];
  hrefs: (string | undefined)[];
};
export type ChartScale = { from: number; to: number; step: number };
export type PreparedChart = {
  series: DrawnSeries[];
  rows: ChartRow[];
  scale: ChartScale;
  ticks: Tick[];
  /** Series that six colours left no room for and whose values may not be summed. */
  leftOut: number;
};

export const seriesLimit = 6;
export const otherId = "__other";
const otherColor = "var(--off)";

/** The token itself: Tailwind drops the theme variables that no class in the source names. */
export function seriesColor(position: number): string {
  return `var(--series-${(position % seriesLimit) + 1})`;
}

/** Data as it came, lined up by x: what the table alternative and the CSV show. */
export function alignSeries(data: ChartData): PreparedChart {
  const positions = new Map<number | string, number>();
  for (const series of data.series) for (const point of series.points) positions.set(point.x, 0);
  const xs = [...positions.keys()];
  if (data.axis.kind === "time") xs.sort((a, b) => Number(a) - Number(b));
  xs.forEach((x, index) => positions.set(x, index));

  const scale = scaleOf(data.axis, xs);
  const rows = xs.map((x, index): ChartRow => {
    const start = data.axis.kind === "time" ? Number(x) : index;
    return {
      x,
      at: start + scale.step / 2,
      label: data.axis.kind === "time" ? momentLabel(start, data.axis.zone, data.axis.stepMs) : String(x),
      values: data.series.map(() => null),
      hrefs: data.series.map(() => undefined),
    };
  });
  data.series.forEach((series, column) => {
    for (const point of series.points) {
      const row = rows[positions.get(point.x) ?? -1];
      if (!row) continue;
      row.values[column] = point.y !== null && Number.isFinite(point.y) ? point.y : null;
      row.hrefs[column] = point.href;
    }
  });
  return { series: colourSeries(data.series), rows, scale, ticks: ticksOf(data.axis, rows, scale), leftOut: 0 };
}

function colourSeries(series: ChartSeries[]): DrawnSeries[] {
  const pinned = new Set(series.flatMap((item) => (item.color ? [item.color - 1] : [])));
  const free = Array.from({ length: seriesLimit }, (_, index) => index).filter((index) => !pinned.has(index));
  let next = 0;
  return series.map((item) => {
    const position = item.color ? item.color - 1 : (free[next++ % Math.max(1, free.length)] ?? 0);
    return { id: item.id, label: item.label, color: seriesColor(position) };
  });
}

function scaleOf(axis: ChartAxis, xs: (number | string)[]): ChartScale {
  if (axis.kind === "category") return { from: 0, to: Math.max(1, xs.length), step: 1 };
  const first = Number(xs[0] ?? 0);
  const last = Number(xs.at(-1) ?? 0);
  const from = axis.from ?? first;
  const to = axis.to ?? last + axis.stepMs;
  return { from, to: to > from ? to : from + Math.max(1, axis.stepMs), step: axis.stepMs };
}

function ticksOf(axis: ChartAxis, rows: ChartRow[], scale: ChartScale): Tick[] {
  if (axis.kind === "time") return timeTicks(scale.from, scale.to, axis.zone);
  const every = Math.max(1, Math.ceil(rows.length / 12));
  return rows.filter((_, index) => index % every === 0).map((row) => ({ at: row.at, label: row.label }));
}

function weight(prepared: PreparedChart, column: number): number {
  return prepared.rows.reduce((sum, row) => sum + Math.abs(row.values[column] ?? 0), 0);
}

/**
 * At most six series keep a colour, the largest ones, in the order they came; the rest is summed as "other".
 * Values that may not be summed are left out of the drawing and counted, never added up.
 */
export function foldSeries(data: ChartData): PreparedChart {
  const whole = alignSeries(data);
  const count = data.series.length;
  if (count <= seriesLimit) return whole;
  const byWeight = data.series.map((_, column) => column).sort((a, b) => weight(whole, b) - weight(whole, a));
  const kept = byWeight.slice(0, seriesLimit).sort((a, b) => a - b);
  const rest = byWeight.slice(seriesLimit);
  const additive = data.additive !== false;
  const series = colourSeries(kept.flatMap((column) => data.series[column] ?? []));
  if (additive) series.push({ id: otherId, label: `other (${rest.length})`, color: otherColor });
  const rows = whole.rows.map((row): ChartRow => {
    const values = kept.map((column) => row.values[column] ?? null);
    const hrefs = kept.map((column) => row.hrefs[column]);
    if (additive) {
      values.push(sumKnown(rest.map((column) => row.values[column] ?? null)));
      hrefs.push(data.rowHref?.(row.x));
    }
    return { ...row, values, hrefs };
  });
  return { ...whole, series, rows, leftOut: additive ? 0 : rest.length };
}

/** Unknown plus unknown stays unknown. */
export function sumKnown(values: (number | null)[]): number | null {
  let sum: number | null = null;
  for (const value of values) if (value !== null) sum = (sum ?? 0) + value;
  return sum;
}

/** Lowest and highest figure drawn, hidden series aside. */
export function valueRange(chart: PreparedChart, hidden: ReadonlySet<string>, stacked: boolean): [number, number] {
  let min = 0;
  let max = 0;
  for (const row of chart.rows) {
    const shown = row.values.filter((_, column) => !hidden.has(chart.series[column]?.id ?? ""));
    if (stacked) {
      max = Math.max(max, sumKnown(shown.map((value) => (value !== null && value > 0 ? value : null))) ?? 0);
      min = Math.min(min, sumKnown(shown.map((value) => (value !== null && value < 0 ? value : null))) ?? 0);
    } else {
      for (const value of shown) {
        max = Math.max(max, value ?? 0);
        min = Math.min(min, value ?? 0);
      }
    }
  }
  return [min, max];
}

/** True when no point of any series has a value: there is nothing to draw. */
export function isEmptyChart(data: ChartData): boolean {
  return data.series.every((series) => series.points.every((point) => point.y === null || !Number.isFinite(point.y)));
}

/** The row whose middle is nearest to a moment of the scale; -1 when there is none. */
export function nearestRow(rows: ChartRow[], at: number): number {
  let best = -1;
  let distance = Infinity;
  rows.forEach((row, index) => {
    const gap = Math.abs(row.at - at);
    if (gap < distance) {
      best = index;
      distance = gap;
    }
  });
  return best;
}
