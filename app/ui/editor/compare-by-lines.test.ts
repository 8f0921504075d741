import { expect, test } from "vitest";
import { compareByLines } from "./compare-by-lines";

/** Makes the second text of the first by what was found, as an editor would. */
function applied(before: string, after: string): string {
  let [text, at] = ["", 0];
  for (const [fromA, toA, fromB, toB] of compareByLines(before, after)) {
    text += before.slice(at, fromA) + after.slice(fromB, toB);
    at = toA;
  }
  return text + before.slice(at);
}

test("what differs makes the one text of the other, wherever it stands", () => {
  const cases = [
    ["a\nb\nc", "a\nB\nc"],
    ["a\nb\nc", "a\nb\nc\nd"],
    ["a\nb\nc", "c"],
    ["", "a\nb"],
    ["a\n\nb\n", "\na\nb"],
    ["same", "same"],
  ] as const;
  for (const [before, after] of cases) expect(applied(before, after)).toBe(after);
  let seed = 11;
  const random = (most: number) => (seed = (seed * 48_271) % 2_147_483_647) % most;
  const text = () => Array.from({ length: random(9) }, () => "abc".repeat(random(3)) + random(3)).join("\n");
  for (let round = 0; round < 300; round++) {
    const [before, after] = [text(), text()];
    expect(applied(before, after)).toBe(after);
  }
});

test("a changed word in a long text is found as such", () => {
  const lines = Array.from({ length: 4_000 }, (_, n) => `Line ${n} of a long text`);
  const before = lines.join("\n");
  const after = lines.map((line, n) => (n % 400 === 7 ? line.replace("long", "short") : line)).join("\n");
  const found = compareByLines(before, after);
  expect(found.length).toBeGreaterThanOrEqual(10);
  expect(found.reduce((sum, [fromA, toA]) => sum + toA - fromA, 0)).toBeLessThanOrEqual(100);
  expect(applied(before, after)).toBe(after);
});
