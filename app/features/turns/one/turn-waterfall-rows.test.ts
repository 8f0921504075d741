import { expect, test } from "vitest";
import type { TurnRow } from "~/data/runtime/turn-state";
import type { CallSpan } from "./turn-view";
import { waterfallOf } from "./turn-waterfall-rows";

const at = (ms: number) => new Date(Date.UTC(2026, 10, 20, 12) + ms).toISOString();
const row = (changes: Partial<TurnRow> = {}) =>
  ({ created_at: at(0), ended_at: at(10_000), latency_ms: 10_000, ttft_ms: null, status: "ok", ...changes }) as TurnRow;
const span = (id: string, begins: number, took: number | null, changes: Partial<CallSpan> = {}): CallSpan => ({
  kind: "tool",
  id,
  name: id,
  status: took === null ? "running" : "ok",
  parent: null,
  started_at: at(begins),
  ended_at: took === null ? null : at(begins + took),
  duration_ms: took,
  attempt: null,
  ...changes,
});

test("each call stands where it began and is as wide as it took", () => {
  const { rows, totalMs } = waterfallOf({ row: row(), spans: [span("a", 1000, 2000), span("b", 5000, 5000)] }, 0);
  expect(totalMs).toBe(10_000);
  expect(rows.map(({ left, width }) => [left, width])).toEqual([
    [10, 20],
    [50, 50],
  ]);
});

test("a call stands below the one that made it, and calls in a circle all stand somewhere", () => {
  const spans = [
    span("a", 0, 1),
    span("b", 1, 1),
    span("c", 2, 1, { parent: "a" }),
    span("d", 3, 1, { parent: "c" }),
    span("x", 4, 1, { parent: "y" }),
    span("y", 5, 1, { parent: "x" }),
    span("z", 6, 1, { parent: "nobody" }),
  ];
  const { rows } = waterfallOf({ row: row(), spans }, 0);
  expect(rows.map(({ span: { id }, depth }) => `${id}${depth}`)).toEqual(["a0", "c1", "d2", "b0", "z0", "x0", "y1"]);
});

test("what runs grows until now, and what broke off does not", () => {
  const running = row({ status: "streaming", ended_at: null, latency_ms: null });
  const now = Date.parse(at(4000));
  const { rows, totalMs } = waterfallOf(
    { row: running, spans: [span("a", 1000, null), span("b", 2000, null, { status: "interrupted" })] },
    now,
  );
  expect([totalMs, rows[0]!.tookMs, rows[1]!.tookMs]).toEqual([4000, 3000, null]);
});

test("clocks that disagree neither throw a bar off the axis nor stretch it for ever", () => {
  const { rows, totalMs } = waterfallOf(
    { row: row(), spans: [span("early", -2000, 500), span("late", 15_000, 5000)] },
    0,
  );
  expect(totalMs).toBe(22_000);
  for (const { left, width } of rows) {
    expect(left).toBeGreaterThanOrEqual(0);
    expect(left + width).toBeLessThanOrEqual(100.01);
  }
});
