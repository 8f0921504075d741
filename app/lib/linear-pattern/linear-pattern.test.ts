import { expect, test } from "vitest";
import { LinearPattern } from "./linear-pattern";

const found = (source: string, text: string, options = {}) =>
  new LinearPattern(source, options).find(text).spans.map(({ from, to }) => text.slice(from, to));
const byRegExp = (source: string, text: string, flags = "g") =>
  [...text.matchAll(new RegExp(source, flags))].map(([all]) => all);

const TEXT =
  "Mail ada@example.org or bob.b+x@mail.example.co.uk, card 4111 1111 1111 1111, key sk-proj-abcDEF0123456789, " +
  "call +49 30 901820 at 10:45.\nNew line: ünïcode 今晩 😀 end_of_it aab aaab xx--yy [a-b] (c) a.b foo123bar\t9";

test("it finds what a regular expression finds", () => {
  const sources = [
    "[a-z0-9._%+-]+@[a-z0-9.-]+\\.[a-z]{2,}",
    "\\b\\d{4}(?: \\d{4}){3}\\b",
    "sk-(?:proj-)?[A-Za-z0-9]{8,}",
    "\\+?\\d[\\d ]{6,}\\d",
    "^Mail",
    "9$",
    "a+b",
    "\\bfoo\\d+bar\\b",
    "\\B\\d\\B",
    "[^ -~]+",
    "(?:ab|a|aab)+",
    ".+",
    "x{2}-{1,3}y*",
    "[\\w-]+",
    "\\[[^\\]]*\\]",
    "[]x-]+",
    "\\u4eca.",
  ];
  for (const source of sources)
    expect([source, found(source, TEXT)]).toEqual([source, byRegExp(source.replace("[]", "[\\]"), TEXT)]);
});

test("case does not matter when it is told so", () => {
  expect(found("BEARER [a-z]+", "bearer ABC Bearer x", { ignoreCase: true })).toEqual(["bearer ABC", "Bearer x"]);
  expect(found("[^a]+", "AbA", { ignoreCase: true })).toEqual(["b"]);
  expect(found("ÜN", "ün", { ignoreCase: true })).toEqual(["ün"]);
});

test("random patterns over a small alphabet agree with a regular expression on what is matched first", () => {
  let seed = 7;
  const random = (n: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % n;
  const atom = (depth: number): string =>
    depth > 2 || random(3) > 0 ? ["a", "b", "[ab]", "c", "\\b", "."][random(6)]! : `(?:${pattern(depth + 1)})`;
  const pattern = (depth: number): string =>
    Array.from({ length: 1 + random(3) }, () => {
      const one = atom(depth);
      return one === "\\b" ? one : one + ["", "", "+", "?", "{1,2}", "*"][random(6)]!;
    }).join("");
  let compared = 0;
  for (let round = 0; round < 400; round++) {
    const source = pattern(0);
    const text = Array.from({ length: 12 }, () => "abc "[random(4)]).join("");
    let linear: LinearPattern;
    try {
      linear = new LinearPattern(source);
    } catch {
      continue;
    }
    const first = linear.find(text).spans[0];
    const expected = new RegExp(source).exec(text);
    expect([source, text, first?.from ?? null]).toEqual([source, text, expected?.index ?? null]);
    // The longest is at least as long as the first that backtracking finds.
    if (first) expect(first.to - first.from).toBeGreaterThanOrEqual(expected![0].length);
    compared++;
  }
  expect(compared).toBeGreaterThan(150);
});

test("what cannot be searched in linear time, or matches nothing, is refused with a reason", () => {
  const reason = (source: string) => {
    try {
      new LinearPattern(source);
      return null;
    } catch (error) {
      return (error as Error).message;
    }
  };
  expect(reason("(a)\\1")).toMatch(/no back references/);
  expect(reason("(?=a)b")).toMatch(/looks ahead/);
  expect(reason("(?<n>a)")).toMatch(/names a group/);
  expect(reason("<.*?>")).toMatch(/lazy/);
  expect(reason("a*")).toMatch(/matches nothing at all/);
  expect(reason("")).toMatch(/matches nothing at all/);
  expect(reason("a{5000}")).toMatch(/repeats more than/);
  expect(reason("((a{200}){200}){200}")).toMatch(/too large/);
  expect(reason("a**")).toMatch(/repeats a repeat/);
  expect(reason("*a")).toMatch(/repeats nothing/);
  expect(reason("[a")).toMatch(/not closed/);
  expect(reason("(a")).toMatch(/not closed/);
  expect(reason("a)")).toMatch(/opens nowhere/);
  expect(reason("a\\")).toMatch(/backslash/);
  expect(reason("\\p{L}")).toMatch(/not known here/);
  expect(reason("x".repeat(501))).toMatch(/more than 500/);
});

test("texts that hang a backtracking search cost what any other text of their length costs", () => {
  const cost = (source: string, text: string) => {
    const pattern = new LinearPattern(source);
    let looked = 0;
    for (const side of ["forward", "backward"] as const) {
      const automaton = pattern[side as never] as { step: (state: number, code: number) => number };
      const step = automaton.step.bind(automaton);
      automaton.step = (state, code) => (looked++, step(state, code));
    }
    const { gaveUpAt } = pattern.find(text);
    return { perCharacter: looked / text.length, gaveUpAt };
  };
  const many = "a".repeat(50_000);
  for (const source of ["(a+)+b", "(a|aa)+$b", "(?:a*)*b", "[a-z]+@[a-z]+", "(.*a){12}c", "a+a+a+a+b"])
    expect(cost(source, many)).toEqual({ perCharacter: expect.closeTo(1, 1), gaveUpAt: null });
  // Each place begins a match whose end is sought through the whole text: that is given up, and said.
  const greedy = cost("a|a[^b]*b", `${"a".repeat(50_000)}`);
  expect(greedy.perCharacter).toBeLessThan(40);
  expect(greedy.gaveUpAt).not.toBeNull();
});

test("a match may be asked for more than its form, and is then as long as that allows", () => {
  const even = new LinearPattern("\\d+");
  const text = "12345 77";
  expect(even.find(text, (match) => match.length % 2 === 0).spans.map(({ from, to }) => text.slice(from, to))).toEqual([
    "1234",
    "77",
  ]);
});
