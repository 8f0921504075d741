import { expect, test } from "vitest";
import { countTokens } from "./count-tokens";

test("a text is counted as its model would, and a long one in pieces comes to the same", async () => {
  expect(await countTokens("")).toBe(0);
  expect(await countTokens("Hello world")).toBe(2);
  const sentence = "The keeper of the lamp writes one line each night.\n";
  const one = await countTokens(sentence);
  expect(await countTokens(sentence.repeat(1000))).toBeCloseTo(one * 1000, -2);
});

test("the event loop goes on while a megabyte without a space is counted", { timeout: 60_000 }, async () => {
  await countTokens("its tables are there");
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  await countTokens("x".repeat(600_000) + "🙂".repeat(100_000) + "<|endoftext|>".repeat(1000));
  clearInterval(timer);
  expect(turns).toBeGreaterThan(0);
});
