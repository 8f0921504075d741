import { expect, test } from "vitest";
import { spansOf } from "./spans";

test("a span falls into days, hours and edges without a gap or an overlap", () => {
  expect(spansOf({ from: "2026-03-01T22:30:00Z", to: "2026-03-04T01:00:00.000001Z" })).toEqual({
    edges: [
      { from: "2026-03-01T22:30:00Z", to: "2026-03-01T23:00:00.000Z" },
      { from: "2026-03-04T01:00:00.000Z", to: "2026-03-04T01:00:00.000001Z" },
    ],
    hours: [
      { from: "2026-03-01T23:00:00.000Z", to: "2026-03-02T00:00:00.000Z" },
      { from: "2026-03-04T00:00:00.000Z", to: "2026-03-04T01:00:00.000Z" },
    ],
    days: [{ from: "2026-03-02T00:00:00.000Z", to: "2026-03-04T00:00:00.000Z" }],
  });
});

test("an hour that has begun by a microsecond is an edge", () => {
  expect(spansOf({ from: "2026-03-01T10:00:00.000001Z", to: "2026-03-01T12:00:00Z" })).toMatchObject({
    edges: [{ from: "2026-03-01T10:00:00.000001Z", to: "2026-03-01T11:00:00.000Z" }],
    hours: [{ from: "2026-03-01T11:00:00.000Z", to: "2026-03-01T12:00:00.000Z" }],
  });
});

test("what lies within an hour is an edge alone, and nothing is nothing", () => {
  const within = { from: "2026-03-01T10:10:00Z", to: "2026-03-01T10:50:00Z" };
  expect(spansOf(within)).toEqual({ days: [], hours: [], edges: [within] });
  expect(spansOf({ from: within.to, to: within.from })).toEqual({ days: [], hours: [], edges: [] });
});

test("all of time is whole days", () => {
  const ever = { from: "0001-01-01T00:00:00.000Z", to: "9999-01-01T00:00:00.000Z" };
  expect(spansOf(ever)).toEqual({ days: [ever], hours: [], edges: [] });
});
