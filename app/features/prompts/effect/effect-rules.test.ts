import { expect, test } from "vitest";
import { compareErrors, shareOf, windowOf } from "./effect-rules";

test("below thirty turns there is no share, and no verdict", () => {
  expect(shareOf(3, 29)).toBeNull();
  expect(compareErrors({ errors: 0, ended: 29 }, { errors: 20, ended: 4_000 })).toBe("too few");
});

test("a share comes with what it may be in truth", () => {
  const { rate, low, high } = shareOf(10, 100)!;
  expect(rate).toBe(0.1);
  expect(low).toBeCloseTo(0.0552, 3);
  expect(high).toBeCloseTo(0.1744, 3);
  expect(shareOf(0, 40)!.low).toBe(0);
  expect(shareOf(0, 40)!.high).toBeGreaterThan(0.08);
});

test("a difference that chance explains is none, and one that it does not is told with its direction", () => {
  expect(compareErrors({ errors: 5, ended: 50 }, { errors: 2, ended: 50 })).toBe("unclear");
  expect(compareErrors({ errors: 120, ended: 1_000 }, { errors: 60, ended: 1_000 })).toBe("fewer");
  expect(compareErrors({ errors: 10, ended: 1_000 }, { errors: 40, ended: 1_000 })).toBe("more");
});

test("the times around a move are equal, and end where another move begins", () => {
  const hour = 3_600_000;
  const move = (at: number) => ({ from_version: 1, to_version: 2, at: at * hour });
  const moves = [move(1_000), move(990), move(500)];
  expect(windowOf(moves, 0, 1_003 * hour).ms).toBe(3 * hour);
  expect(windowOf(moves, 1, 2_000 * hour)).toEqual({
    ...{ before: [980 * hour, 990 * hour], after: [990 * hour, 1_000 * hour], ms: 10 * hour },
  });
  expect(windowOf(moves, 2, 2_000 * hour).ms).toBe(168 * hour);
});
