import { hash } from "@node-rs/argon2";
import { expect, test } from "vitest";
import { hashPassword, needsRehash, PASSWORD_COST, verifyPassword } from "./password.server";

test("passwords are hashed with argon2id at the cost that is promised", async () => {
  const stored = await hashPassword("a long enough one");
  expect(PASSWORD_COST.memoryCost).toBeGreaterThanOrEqual(19 * 1024);
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await verifyPassword(stored, "a long enough one")).toBe(true);
  expect(await verifyPassword(stored, "another one")).toBe(false);
});

test("a person who does not exist never matches", async () => {
  expect(await verifyPassword(null, "nobody's password")).toBe(false);
  expect(await verifyPassword(undefined, "")).toBe(false);
});

test("a hash with other parameters is to be made again", async () => {
  const weak = await hash("x", { memoryCost: 8_192, timeCost: 2, parallelism: 1 });
  expect(needsRehash(weak)).toBe(true);
  expect(needsRehash(await hashPassword("x"))).toBe(false);
});

test("more people than places wait in line and all get an answer", async () => {
  const stored = await hashPassword("right");
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, i) => verifyPassword(stored, i % 2 ? "right" : "no")),
  );
  expect(answers.filter(Boolean)).toHaveLength(6);
});
