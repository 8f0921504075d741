import { expect, test } from "vitest";
import { parseSearch } from "./search-terms";

test("words are looked for by the index, phrases also as they stand", () => {
  expect(parseSearch('lantern "on the  hill"')).toEqual({
    words: ["lantern", "on the  hill"],
    patterns: ["\\mon\\s+the\\s+hill\\M"],
    without: [],
  });
  expect(parseSearch('"lantern"')).toEqual({ words: ["lantern"], patterns: [], without: [] });
});

test("a quotation mark that is never closed holds what follows", () => {
  expect(parseSearch('"on the')).toEqual({ words: ["on the"], patterns: ["\\mon\\s+the\\M"], without: [] });
});

test("scripts without spaces are looked for by pairs", () => {
  expect(parseSearch("灯塔")).toEqual({ words: ["灯塔"], patterns: [], without: [] });
  expect(parseSearch("東京タワー")).toEqual({ words: ["東京 京タ タワ ワー"], patterns: ["東京タワー"], without: [] });
  expect(parseSearch("灯")).toEqual({ words: [], patterns: ["灯"], without: [] });
  expect(parseSearch("用Python写代码")).toEqual({ words: ["写代 代码"], patterns: ["用Python写代码"], without: [] });
});

test("signs alone are looked for as they stand, and nothing is nothing", () => {
  expect(parseSearch("?! C++")).toEqual({ words: ["C++"], patterns: ["\\?!"], without: [] });
  for (const nothing of [null, "", "  ", '""', '"']) expect(parseSearch(nothing)).toBeNull();
});

test("a minus before a word or a phrase wants texts without it, and one inside a word is part of it", () => {
  expect(parseSearch('lantern -hill -"by the sea" re-read')).toEqual({
    words: ["lantern", "re-read"],
    patterns: [],
    without: ["\\mhill\\M", "\\mby\\s+the\\s+sea\\M"],
  });
});
