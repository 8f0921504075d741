import type { ChartRow, ChartScale, DrawnSeries } from "./chart-series";

/** Which series of a row a height in the plot points at: the segment it lies in, or the nearest mark. -1 for none. */
export function pickSeries(
  row: ChartRow,
  series: DrawnSeries[],
  hidden: ReadonlySet<string>,
  stacked: boolean,
  value: number,
): number {
  let best = -1;
  let distance = Infinity;
  let floor = 0;
  series.forEach((item, column) => {
    const own = row.values[column] ?? null;
    if (own === null || hidden.has(item.id)) return;
    const low = stacked ? floor : own;
    const high = stacked ? floor + own : own;
    floor = high;
    const gap = value < low ? low - value : value > high ? value - high : 0;
    if (gap < distance) {
      best = column;
      distance = gap;
    }
  });
  return best;
}

/** The next series with a value, in the order of the legend, going round. */
export function nextSeries(
  row: ChartRow,
  series: DrawnSeries[],
  hidden: ReadonlySet<string>,
  current: number,
  direction: 1 | -1,
): number {
  const shown = series.flatMap((item, column) =>
    !hidden.has(item.id) && (row.values[column] ?? null) !== null ? [column] : [],
  );
  if (shown.length === 0) return -1;
  const position = shown.indexOf(current);
  if (position < 0) return shown[direction > 0 ? 0 : shown.length - 1] ?? -1;
  return shown[(position + direction + shown.length) % shown.length] ?? -1;
}

/** Whole steps that cover both ends, inside the scale. */
export function snapRange(scale: ChartScale, a: number, b: number): { from: number; to: number } {
  const step = scale.step || 1;
  const low = Math.max(scale.from, Math.min(a, b));
  const high = Math.min(scale.to, Math.max(a, b));
  const from = scale.from + Math.floor((low - scale.from) / step) * step;
  const to = scale.from + Math.ceil((high - scale.from) / step) * step;
  return { from, to: Math.min(scale.to, Math.max(to, from + step)) };
}
