import { expect, test } from "vitest";
import { once } from "./once.server";

test("one look serves all who ask within its time", async () => {
  let looks = 0;
  let now = 0;
  const look = once(
    1_000,
    () => Promise.resolve(++looks),
    () => now,
  );
  expect(await Promise.all([look(), look(), look()])).toEqual([1, 1, 1]);
  now = 999;
  expect(await look()).toBe(1);
  now = 1_000;
  expect(await look()).toBe(2);
});

test("a failed look is not kept", async () => {
  let looks = 0;
  const look = once(
    1_000,
    () => (++looks === 1 ? Promise.reject(new Error("no")) : Promise.resolve(looks)),
    () => 0,
  );
  await expect(look()).rejects.toThrow("no");
  expect(await look()).toBe(2);
});
