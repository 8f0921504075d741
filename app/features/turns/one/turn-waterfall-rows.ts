import type { CallSpan, TurnView } from "./turn-view";

export type WaterfallRow = {
  span: CallSpan;
  depth: number;
  /** Places on the axis, in percent. */
  left: number;
  width: number;
  beginsMs: number;
  /** Grows while the call runs; null where nobody said when it ended. */
  tookMs: number | null;
};

export type Waterfall = { rows: WaterfallRow[]; totalMs: number; firstTokenMs: number | null };

/** Calls on one axis from the turn's start to its end, each below the call that made it. */
export function waterfallOf(view: Pick<TurnView, "row" | "spans">, now: number): Waterfall {
  const { row, spans } = view;
  const isRunning = row.status === "streaming";
  const start = Math.min(Date.parse(row.created_at), ...spans.map((span) => Date.parse(span.started_at)));
  const ended = row.ended_at === null ? start + (row.latency_ms ?? 0) : Date.parse(row.ended_at);
  const end = Math.max(
    start + 1,
    ended,
    isRunning ? now : 0,
    ...spans.map((span) => Date.parse(span.ended_at ?? span.started_at)),
  );
  const totalMs = end - start;
  const rows = inTreeOrder(spans).map(({ span, depth }) => {
    const begins = Date.parse(span.started_at);
    const tookMs = tookOf(span, end, isRunning);
    const left = Math.min(99.4, ((begins - start) / totalMs) * 100);
    return {
      span,
      depth,
      left,
      width: Math.max(0.6, Math.min(100 - left, ((tookMs ?? 0) / totalMs) * 100)),
      beginsMs: begins - start,
      tookMs,
    };
  });
  return { rows, totalMs, firstTokenMs: row.ttft_ms !== null && row.ttft_ms <= totalMs ? row.ttft_ms : null };
}

function tookOf(span: CallSpan, end: number, isRunning: boolean): number | null {
  if (span.duration_ms !== null) return span.duration_ms;
  const begins = Date.parse(span.started_at);
  if (span.ended_at !== null) return Math.max(0, Date.parse(span.ended_at) - begins);
  return span.status === "running" && isRunning ? Math.max(0, end - begins) : null;
}

function inTreeOrder(spans: CallSpan[]): { span: CallSpan; depth: number }[] {
  const ids = new Set(spans.map((span) => span.id));
  const children = new Map<string | null, CallSpan[]>();
  for (const span of spans) {
    const parent = span.parent !== null && span.parent !== span.id && ids.has(span.parent) ? span.parent : null;
    children.set(parent, [...(children.get(parent) ?? []), span]);
  }
  const ordered: { span: CallSpan; depth: number }[] = [];
  const seen = new Set<CallSpan>();
  const walk = (span: CallSpan, depth: number) => {
    if (seen.has(span)) return;
    seen.add(span);
    ordered.push({ span, depth });
    if (span.kind === "tool") for (const child of children.get(span.id) ?? []) walk(child, depth + 1);
  };
  for (const span of children.get(null) ?? []) walk(span, 0);
  // Calls that name each other as parents in a circle have no first one.
  for (const span of spans) walk(span, 0);
  return ordered;
}
