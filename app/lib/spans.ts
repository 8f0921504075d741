const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const up = (at: number, unit: number) => Math.ceil(at / unit) * unit;
const down = (at: number, unit: number) => Math.floor(at / unit) * unit;
const text = (at: number) => new Date(at).toISOString();

/** From a time (with it) to a time (without it). */
export type Span = { from: string; to: string };
/** A span as whole days in UTC, whole hours around them, and what sticks out at both ends. */
export type Spans = { days: Span[]; hours: Span[]; edges: Span[] };

/** In milliseconds; a time between two of them counts as the later one. */
function parse(time: string): number {
  const finer = /\.\d{3}(\d+)/.exec(time)?.[1];
  return Date.parse(time) + (finer && /[1-9]/.test(finer) ? 1 : 0);
}

export function spansOf({ from, to }: Span): Spans {
  const start = parse(from);
  const end = parse(to);
  const hourStart = up(start, HOUR);
  const hourEnd = down(end, HOUR);
  if (hourStart >= hourEnd) return { days: [], hours: [], edges: end > start ? [{ from, to }] : [] };
  const some = (spans: [string, string, boolean][]) =>
    spans.filter(([, , isThere]) => isThere).map(([a, b]) => ({ from: a, to: b }));
  const edges = some([
    [from, text(hourStart), hourStart > start],
    [text(hourEnd), to, end > hourEnd],
  ]);
  const dayStart = up(hourStart, DAY);
  const dayEnd = down(hourEnd, DAY);
  if (dayStart >= dayEnd) return { days: [], hours: [{ from: text(hourStart), to: text(hourEnd) }], edges };
  return {
    days: [{ from: text(dayStart), to: text(dayEnd) }],
    hours: some([
      [text(hourStart), text(dayStart), dayStart > hourStart],
      [text(dayEnd), text(hourEnd), hourEnd > dayEnd],
    ]),
    edges,
  };
}
