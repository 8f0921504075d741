import { ANY, anyCase, DIGITS, inverted, normalized, SPACE, WORD, type CharSet } from "./char-set";

export type PatternNode =
  | { kind: "set"; set: CharSet }
  | { kind: "sequence"; parts: PatternNode[] }
  | { kind: "choice"; options: PatternNode[] }
  | { kind: "repeat"; node: PatternNode; min: number; max: number }
  | { kind: "assert"; what: "start" | "end" | "edge" | "inside" };

/** Why a pattern cannot be used, in words for whoever wrote it. */
export class PatternProblem extends Error {}

export const MAX_PATTERN_CHARS = 500;
const MAX_REPEAT = 256;
const MAX_DEPTH = 32;
const CLASSES: Record<string, CharSet> = {
  d: DIGITS,
  D: inverted(DIGITS),
  w: WORD,
  W: inverted(WORD),
  s: SPACE,
  S: inverted(SPACE),
};
const CONTROLS: Record<string, number> = { t: 9, n: 10, v: 11, f: 12, r: 13 };
const single = (code: number): CharSet => [[code, code]];

/** Reads the part of the regular expressions' language that can be searched for in linear time. */
export function parsePattern(source: string, { ignoreCase = false } = {}): PatternNode {
  if (source.length > MAX_PATTERN_CHARS) throw new PatternProblem(`has more than ${MAX_PATTERN_CHARS} characters`);
  let at = 0;
  const set = (chars: CharSet): PatternNode => ({ kind: "set", set: ignoreCase ? anyCase(chars) : chars });
  const take = (text: string) => source.startsWith(text, at) && ((at += text.length), true);

  function choice(depth: number): PatternNode {
    if (depth > MAX_DEPTH) throw new PatternProblem("has too many groups in each other");
    const options = [sequence(depth)];
    while (take("|")) options.push(sequence(depth));
    return options.length === 1 ? options[0]! : { kind: "choice", options };
  }

  function sequence(depth: number): PatternNode {
    const parts: PatternNode[] = [];
    while (at < source.length && source[at] !== "|" && source[at] !== ")") parts.push(repeated(atom(depth)));
    return parts.length === 1 ? parts[0]! : { kind: "sequence", parts };
  }

  function repeated(node: PatternNode): PatternNode {
    const counts = /^(?:[*+?]|\{(\d{1,4})(,(\d{0,4}))?\})/.exec(source.slice(at));
    if (!counts) return node;
    if (node.kind === "assert") throw new PatternProblem(`repeats a place, at character ${at + 1}`);
    at += counts[0].length;
    if (/^[+?]/.test(source.slice(at)))
      throw new PatternProblem("uses a lazy or possessive repeat; name what may stand between, as in [^>]*");
    if (/^(?:\*|\{\d)/.test(source.slice(at))) throw new PatternProblem(`repeats a repeat, at character ${at + 1}`);
    const [all, from, range, to] = counts;
    const min = from ? Number(from) : all === "+" ? 1 : 0;
    const max = from ? (range ? (to ? Number(to) : Infinity) : min) : all === "?" ? 1 : Infinity;
    if (min > max) throw new PatternProblem(`has a repeat that ends before it begins: ${all}`);
    if (min > MAX_REPEAT || (max !== Infinity && max > MAX_REPEAT))
      throw new PatternProblem(`repeats more than ${MAX_REPEAT} times: ${all}`);
    return { kind: "repeat", node, min, max };
  }

  function atom(depth: number): PatternNode {
    if (take("(?:") || (!source.startsWith("(?", at) && take("("))) {
      const inner = choice(depth + 1);
      if (!take(")")) throw new PatternProblem("has a group that is not closed");
      return inner;
    }
    if (source.startsWith("(?", at))
      throw new PatternProblem("looks ahead, looks back or names a group; only ( ) and (?: ) are known here");
    if (take("^")) return { kind: "assert", what: "start" };
    if (take("$")) return { kind: "assert", what: "end" };
    if (take(".")) return set(ANY);
    if (take("[")) return set(bracket());
    if (take("\\")) return escaped();
    if (/[*+?{]/.test(source[at]!))
      throw new PatternProblem(
        `repeats nothing at character ${at + 1}; write \\${source[at]} for the character itself`,
      );
    return set(single(source.charCodeAt(at++)));
  }

  function escaped(): PatternNode {
    if (take("b")) return { kind: "assert", what: "edge" };
    if (take("B")) return { kind: "assert", what: "inside" };
    return set(escapedSet());
  }

  /** What stands after a backslash. */
  function escapedSet(): CharSet {
    const letter = source[at];
    if (letter === undefined) throw new PatternProblem("ends with a backslash");
    at++;
    if (CLASSES[letter]) return CLASSES[letter];
    if (CONTROLS[letter] !== undefined) return single(CONTROLS[letter]);
    const digits = letter === "x" ? 2 : letter === "u" ? 4 : 0;
    if (digits > 0) {
      const hex = source.slice(at, at + digits);
      if (!/^[0-9a-f]+$/i.test(hex) || hex.length !== digits)
        throw new PatternProblem(`needs ${digits} hexadecimal digits after \\${letter}`);
      at += digits;
      return single(Number.parseInt(hex, 16));
    }
    if (/[A-Za-z0-9]/.test(letter))
      throw new PatternProblem(
        `uses \\${letter}, which is not known here${/\d/.test(letter) ? " (no back references)" : ""}`,
      );
    return single(letter.charCodeAt(0));
  }

  function bracket(): CharSet {
    const isInverted = take("^");
    const ranges: (readonly [number, number])[] = [];
    for (let first = true; first || source[at] !== "]"; first = false) {
      if (at >= source.length) throw new PatternProblem("has a [ that is not closed");
      const from = take("\\") ? escapedSet() : single(source.charCodeAt(at++));
      const isRange = source[at] === "-" && at + 1 < source.length && source[at + 1] !== "]";
      if (!isRange) {
        ranges.push(...from);
        continue;
      }
      at++;
      const to = take("\\") ? escapedSet() : single(source.charCodeAt(at++));
      const isPlain = from.length === 1 && to.length === 1 && from[0]![0] === from[0]![1] && to[0]![0] === to[0]![1];
      if (!isPlain || from[0]![0] > to[0]![0])
        throw new PatternProblem("has a range in [ ] that ends before it begins");
      ranges.push([from[0]![0], to[0]![0]]);
    }
    at++;
    const chars = normalized(ranges);
    return isInverted ? inverted(ignoreCase ? anyCase(chars) : chars) : chars;
  }

  const node = choice(0);
  if (at < source.length) throw new PatternProblem("has a ) that opens nowhere");
  return node;
}
