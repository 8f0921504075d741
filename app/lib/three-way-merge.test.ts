import { expect, test } from "vitest";
import { hasClashMarks, mergedText, mergeThreeWays } from "./three-way-merge";

const merge = (base: string, mine: string, theirs: string) => mergeThreeWays(base, mine, theirs);
const clashes = (parts: ReturnType<typeof merge>) => parts.filter(({ kind }) => kind === "clash");

test("changes in different places stand in the merge side by side", () => {
  const base = "one\ntwo\nthree\nfour\nfive\nsix";
  const parts = merge(base, base.replace("two", "2"), `${base.replace("five", "5")}\nseven`);
  expect(clashes(parts)).toEqual([]);
  expect(mergedText(parts)).toBe("one\n2\nthree\nfour\n5\nsix\nseven");
});

test("the same change of both is made once", () => {
  expect(mergedText(merge("a\nb\nc", "a\nB\nc", "a\nB\nc"))).toBe("a\nB\nc");
});

test("two wordings of one line stand both there, marked", () => {
  const parts = merge("a\nb\nc", "a\nmine\nc", "a\ntheirs\nc");
  expect(clashes(parts)).toEqual([{ kind: "clash", base: ["b"], mine: ["mine"], theirs: ["theirs"] }]);
  expect(mergedText(parts)).toBe("a\n<<<<<<< yours\nmine\n=======\ntheirs\n>>>>>>> theirs\nc");
  expect(hasClashMarks(mergedText(parts))).toBe(true);
  expect(hasClashMarks("a\n=======\nb")).toBe(false);
});

test("what one deleted and the other left alone is gone; what the other changed is a clash", () => {
  expect(mergedText(merge("a\nb\nc\nd", "a\nc\nd", "a\nb\nc\nD"))).toBe("a\nc\nD");
  expect(clashes(merge("a\nb\nc", "a\nc", "a\nB\nc"))).toHaveLength(1);
});

test("nothing is lost: with one side unchanged the merge is the other, whatever it is", () => {
  let seed = 7;
  const random = (most: number) => (seed = (seed * 48_271) % 2_147_483_647) % most;
  const text = () => Array.from({ length: random(12) }, () => "abc"[random(3)]).join("\n");
  for (let round = 0; round < 400; round++) {
    const [base, other] = [text(), text()];
    expect(mergedText(merge(base, other, base))).toBe(other);
    expect(mergedText(merge(base, base, other))).toBe(other);
    expect(clashes(merge(base, other, other))).toEqual([]);
  }
});

test("texts with nothing in common clash instead of taking long", () => {
  const lines = (word: string) => Array.from({ length: 5_000 }, (_, n) => `${word} ${n}`).join("\n");
  expect(clashes(merge(lines("base"), lines("mine"), lines("theirs")))).toHaveLength(1);
});
