import { expect, test } from "vitest";
import { formatJson } from "./json-format";
import { createJsonIndexer, type JsonIndex } from "./json-index";
import {
  clippedValue,
  keyOf,
  kindOf,
  openAtFirst,
  openToDepth,
  pathOf,
  rowOf,
  sourceOf,
  valueText,
  visibleRows,
  withRevealed,
} from "./json-rows";
import { createJsonSearch } from "./json-search";

function indexed(text: string): JsonIndex {
  const indexer = createJsonIndexer(text);
  indexer.step(() => false);
  const index = indexer.index();
  if (!index) throw new Error(indexer.problem()?.reason);
  return index;
}

function problemOf(text: string) {
  const indexer = createJsonIndexer(text);
  indexer.step(() => false);
  return indexer.problem();
}

/** Rebuilds the value from the index alone. */
function rebuilt(index: JsonIndex, node = 0): unknown {
  const kind = kindOf(index, node);
  if (kind !== "object" && kind !== "array") return JSON.parse(sourceOf(index, node));
  const children: number[] = [];
  for (let at = node + 1; at < node + (index.size[node] ?? 0); at += index.size[at] ?? 1) children.push(at);
  expect(children).toHaveLength(index.children[node] ?? -1);
  if (kind === "array") return children.map((child) => rebuilt(index, child));
  return Object.fromEntries(children.map((child) => [keyOf(index, child), rebuilt(index, child)]));
}

function found(index: JsonIndex, words: string): string[] {
  const search = createJsonSearch(index, words);
  search.step(() => false);
  return search.nodes().map((node) => pathOf(index, node));
}

const sample = '{"a": [1, {"b": "x\\ny", "odd key": null}, []], "é\\u00e9": -0.5e+3, "t": true, "e": {}}';

test.each([
  ["mixed", sample],
  ["a number", "0"],
  ["a lone surrogate", '"lone \\ud800 surrogate"'],
  ["space around nothing", " [ ] "],
  ["a byte order mark", '\ufeff{"bom": 1}'],
  ["nesting", '[[[[[[1],2],3],4],{"x":{"y":[{}]}}]]'],
  ["escapes", JSON.stringify({ list: Array.from({ length: 50 }, (_, n) => ({ n, s: `v"${n}\\` })) }, null, 2)],
])("the index holds exactly what the text says: %s", (_name, text) => {
  expect(rebuilt(indexed(text))).toEqual(JSON.parse(text.replace("\ufeff", "")));
});

test.each([
  ["", "ends"],
  ["[1,]", "value"],
  ["[1 2]", "comma"],
  ["{a:1}", "key"],
  ['{"a" 1}', "colon"],
  ['{"a":1', "ends"],
  ['"abc', "does not end"],
  ['"a\tb"', "control"],
  ['"\\x"', "escape"],
  ['"\\u12g4"', "hexadecimal"],
  ["01", "after the end"],
  ["NaN", "value"],
  ["[1]]", "after the end"],
  ["{'a':1}", "key"],
])("%s is not JSON, and it is said why", (text, reason) => {
  expect(() => JSON.parse(text)).toThrow();
  expect(problemOf(text)?.reason).toContain(reason);
});

test("a problem names its line and column", () => {
  expect(problemOf('{\n  "a": 1,\n  b: 2\n}')).toMatchObject({ line: 3, column: 3 });
});

test("no digit is lost", () => {
  const index = indexed('{"id": 12345678901234567890, "price": 1.10}');
  expect(valueText(index, 1)).toBe("12345678901234567890");
  expect(valueText(index, 2)).toBe("1.10");
});

test("a key that occurs twice is shown twice", () => {
  expect(indexed('{"a":1,"a":2}').count).toBe(3);
});

test("work can stop at any time and go on", () => {
  const text = JSON.stringify(Array.from({ length: 20_000 }, (_, n) => ({ n, text: "é\n".repeat(n % 5) })));
  const indexer = createJsonIndexer(text);
  let stops = 0;
  while (!indexer.step(() => true)) stops++;
  expect(stops).toBeGreaterThan(10);
  expect(indexer.index()?.count).toBe(60_001);
  expect(indexer.progress()).toBe(1);
});

test("in five megabytes the clock is looked at hundreds of times", () => {
  const rows = Array.from({ length: 66_700 }, (_, n) => ({ id: n, text: `line ${n} ${"x".repeat(45)}` }));
  const text = JSON.stringify(rows);
  expect(text.length).toBeGreaterThan(5_000_000);
  let looks = 0;
  const indexer = createJsonIndexer(text);
  indexer.step(() => ++looks < 0);
  expect(indexer.index()?.count).toBe(200_101);
  expect(looks).toBeGreaterThan(200);
});

test("one string of five megabytes is read in pieces too", () => {
  let looks = 0;
  createJsonIndexer(`"${"\\n".repeat(2_500_000)}"`).step(() => ++looks < 0);
  expect(looks).toBeGreaterThan(1000);
});

test("very deep text neither overflows nor slows down", () => {
  const index = indexed("[".repeat(100_000) + "]".repeat(100_000));
  expect(index.depth[99_999]).toBe(99_999);
});

test("paths can be copied into code", () => {
  const index = indexed(sample);
  const paths = Array.from({ length: index.count }, (_, node) => pathOf(index, node));
  expect(paths.slice(0, 6)).toEqual(["$", "$.a", "$.a[0]", "$.a[1]", "$.a[1].b", '$.a[1]["odd key"]']);
});

test("only what is open is on screen", () => {
  const index = indexed(sample);
  expect(visibleRows(index, openToDepth(index, 0), 100).rows).toHaveLength(1);
  expect(visibleRows(index, openToDepth(index, 1), 100).rows).toHaveLength(5);
  expect(visibleRows(index, openToDepth(index, 9), 100).rows).toHaveLength(index.count);
  expect(visibleRows(index, openToDepth(index, 9), 3)).toMatchObject({ truncated: true });
});

test("a large document opens only as far as it can be read", () => {
  const large = indexed(JSON.stringify({ list: Array.from({ length: 5000 }, (_, n) => ({ n })) }));
  expect(visibleRows(large, openAtFirst(large), 1000).rows.length).toBeLessThan(10);
  const small = indexed('{"a":{"b":{"c":1}}}');
  expect(visibleRows(small, openAtFirst(small), 1000).rows).toHaveLength(4);
});

test("a value that is folded away can be revealed and found", () => {
  const index = indexed(sample);
  const folded = openToDepth(index, 0);
  expect(rowOf(visibleRows(index, folded, 100).rows, 4)).toBe(-1);
  const rows = visibleRows(index, withRevealed(index, folded, 4), 100).rows;
  expect(rows[rowOf(rows, 4)]).toBe(4);
});

test("search finds keys and values in any case and in any spelling", () => {
  const index = indexed('{"Name":"Zoë", "n2":"Zo\\u00eb", "text":"say \\"hi\\" a/b", "url":"a\\/b", "n":10}');
  expect(found(index, "zoë")).toEqual(["$.Name", "$.n2"]);
  expect(found(index, "NAME")).toEqual(["$.Name"]);
  expect(found(index, '"hi"')).toEqual(["$.text"]);
  expect(found(index, "a/b")).toEqual(["$.text", "$.url"]);
  expect(found(index, "10")).toEqual(["$.n"]);
  expect(found(index, "")).toEqual([]);
});

test("search stops to breathe and misses nothing where it stopped", () => {
  const index = indexed(JSON.stringify(Array.from({ length: 40_000 }, (_, n) => `needle number ${n} in the hay`)));
  const search = createJsonSearch(index, "needle number 3999");
  let stops = 0;
  while (!search.step(() => true)) stops++;
  expect(stops).toBeGreaterThan(3);
  expect(search.nodes()).toHaveLength(11);
  const every = createJsonSearch(index, "the hay");
  every.step(() => false);
  expect(every.nodes().length).toBeGreaterThan(10_000);
});

test("a match across two stretches is found once", () => {
  for (let lead = 262_130; lead < 262_150; lead++) {
    const index = indexed(JSON.stringify(["x".repeat(lead), "needle", "y"]));
    expect(found(index, "needle")).toEqual(["$[1]"]);
    expect(found(indexed(JSON.stringify(`${"x".repeat(lead)}needle`)), "needle")).toEqual(["$"]);
  }
});

test("search does not find the punctuation between values", () => {
  const index = indexed('{"a":["x","y"],"b":{}}');
  for (const words of ['","', "{", ":", '"a', ","]) expect(found(index, words)).toEqual([]);
  expect(found(index, ".*")).toEqual([]);
});

test.each([10, 200])("a string is clipped to %d characters without breaking an escape", (limit) => {
  for (let lead = 0; lead < 14; lead++) {
    const value = "x".repeat(lead) + 'é"\\\n\u0001'.repeat(2000);
    const index = indexed(JSON.stringify(value));
    expect(clippedValue(index, 0, limit)).toEqual({ text: value.slice(0, limit), clipped: true });
    const escaped = indexed(`"${"x".repeat(lead)}${"\\u00e9\\\\".repeat(2000)}"`);
    expect(clippedValue(escaped, 0, limit).text).toBe(("x".repeat(lead) + "é\\".repeat(2000)).slice(0, limit));
  }
});

test("formatting indents and changes nothing else", () => {
  const formatted = formatJson('{"b":1.10,"a":[1,{"c":12345678901234567890}],"e":{},"f":[]}');
  expect(formatted).toEqual({
    text: '{\n  "b": 1.10,\n  "a": [\n    1,\n    {\n      "c": 12345678901234567890\n    }\n  ],\n  "e": {},\n  "f": []\n}',
  });
  expect(formatJson(sample)).toEqual({ text: expect.stringContaining('"odd key": null') });
  expect("text" in formatJson(sample) && formatJson(JSON.stringify(JSON.parse(sample)))).toEqual({
    text: JSON.stringify(JSON.parse(sample), null, 2),
  });
  expect(formatJson("{")).toMatchObject({ problem: { line: 1 } });
});
