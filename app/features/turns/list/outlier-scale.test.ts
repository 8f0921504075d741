import { expect, test } from "vitest";
import type { TurnDot } from "~/data/runtime/turn-dots.server";
import { nearestDot, placeDots } from "./outlier-scale";

const dot = (id: string, at: number, latency_ms: number | null, cost_usd: string | null = null): TurnDot => ({
  ...{ id, latency_ms, cost_usd, status: "ok", bot: "snark" },
  at: new Date(at).toISOString(),
});
const range = { from: 0, to: 1_000 };

test("dots stand in time from left to right, the greatest at the top, and zero at the bottom", () => {
  const { dots, top } = placeDots([dot("b", 500, 400), dot("a", 0, 0), dot("c", 1_000, 100)], "latency", range);
  expect(top).toBe(400);
  expect(dots.map(({ id, x, y }) => [id, x, y])).toEqual([
    ["a", 0, 0],
    ["b", 0.5, 1],
    ["c", 1, 0.5],
  ]);
});

test("what nobody knows, and what lies outside the range, has no dot", () => {
  expect(placeDots([dot("a", 5, null), dot("b", 5, 1), dot("c", 5_000, 1)], "cost", range).dots).toEqual([]);
  expect(placeDots([dot("a", 5, null, "0.02")], "cost", range).dots).toHaveLength(1);
});

test("the pointer means the nearest dot, and none in the open", () => {
  const strip = placeDots([dot("a", 100, 10), dot("b", 900, 10)], "latency", range);
  const size = { width: 1_000, height: 40 };
  expect(nearestDot(strip, 0.104, 0.9, size)).toBe(0);
  expect(nearestDot(strip, 0.5, 0.5, size)).toBeNull();
});
