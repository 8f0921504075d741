import { expect, test } from "vitest";
import { createBuckets } from "./rate-limit.server";

test("a key may send its burst at once, then its rate, and is told how long to wait", () => {
  let now = 0;
  const take = createBuckets(500, 1_000, () => now);
  for (let i = 0; i < 1_000; i++) expect(take("a")).toBe(0);
  expect(take("a")).toBeCloseTo(1 / 500);
  expect(take("b")).toBe(0);
  now += 100;
  for (let i = 0; i < 50; i++) expect(take("a")).toBe(0);
  expect(take("a")).toBeGreaterThan(0);
  now += 60_000;
  for (let i = 0; i < 1_000; i++) expect(take("a")).toBe(0);
  expect(take("a")).toBeGreaterThan(0);
});
