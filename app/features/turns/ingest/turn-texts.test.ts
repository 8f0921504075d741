import { expect, test } from "vitest";
import { codePoints, errorFingerprint, fromCodePoint, preview, promptOf, searchPairs } from "./turn-texts";

test("offsets count code points, not UTF-16 units", () => {
  expect(codePoints("a😀b")).toBe(3);
  expect(fromCodePoint("a😀b", 2)).toBe("b");
  expect(fromCodePoint("a😀b", 9)).toBe("");
});

test("a preview is one short line that never cuts a character in half", () => {
  expect(preview("  one\n two ")).toBe("one two");
  expect(preview("")).toBeNull();
  const long = preview("😀".repeat(300))!;
  expect([...long]).toHaveLength(161);
  expect(long.isWellFormed()).toBe(true);
});

test("scripts without spaces are searched by pairs", () => {
  expect(searchPairs("今晩の予定")).toBe("今晩 晩の の予 予定");
  expect(searchPairs("plain words", null)).toBeNull();
  expect(searchPairs("a 字 b")).toBe("字");
});

test("the prompt is the last thing a person said", () => {
  expect(
    promptOf([
      { role: "user", content: "first" },
      { role: "assistant", content: "x" },
      { role: "user", content: [{ type: "text", text: "last" }] },
    ]),
  ).toBe("last");
  expect(promptOf([{ role: "system", content: "x" }])).toBeNull();
  expect(promptOf(null)).toBeNull();
});

test("errors that differ only in ids, numbers and values share a fingerprint", () => {
  const one = errorFingerprint("stream closed after 2,113 tokens (request req_01JD8Qabc123xyz)");
  const two = errorFingerprint("stream closed after 7 tokens (request req_99ZZ8Qabc123abc)");
  expect(one).toBe(two);
  expect(errorFingerprint('no tool "web"')).toBe(errorFingerprint('no tool "mail"'));
  expect(errorFingerprint(null)).toBeNull();
});
