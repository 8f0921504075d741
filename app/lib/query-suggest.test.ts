import { expect, test } from "vitest";
import { type QueryKey, applySuggestion, suggestQuery } from "./query-suggest";

const keys: QueryKey[] = [
  { key: "bot", label: "Bot", values: [{ value: "nova", count: 8 }, { value: "snark" }, { value: "a b" }] },
  { key: "latency", label: "Latency", example: "latency>2s" },
];

const labels = (text: string, caret = text.length) => suggestQuery(text, caret, keys).items.map((item) => item.insert);

test("an empty place suggests the keys, a begun word those that begin so", () => {
  expect(labels("")).toEqual(["bot:", "latency>"]);
  expect(labels("nova lat")).toEqual(["latency>"]);
  expect(labels("-bo")).toEqual(["-bot:"]);
  expect(labels("zz")).toEqual([]);
});

test("after a key its values come, those that begin so first, quoted where they must be", () => {
  expect(labels("bot:")).toEqual(["bot:nova", "bot:snark", 'bot:"a b"']);
  expect(labels("bot:a")).toEqual(['bot:"a b"', "bot:nova", "bot:snark"]);
  expect(labels("-bot:nova,sn")).toEqual(["-bot:nova,snark"]);
});

test("a suggestion takes the place of the token under the caret and nothing else", () => {
  const text = "bot:no latency>2s";
  const at = suggestQuery(text, 6, keys);
  const item = at.items[0];
  if (!item) throw new Error("nothing suggested");
  expect(applySuggestion(text, at, item)).toEqual({ text: "bot:nova latency>2s", caret: 9 });
});
