import { LinearPattern } from "~/lib/linear-pattern/linear-pattern";
import { EVERY_BOT } from "~/lib/every-bot";
import { compileKeyPath, type KeyPath } from "./key-path";
import { passesLuhn } from "./luhn";

export type MaskRule = {
  id: string;
  kind: "pattern" | "key";
  bot_id: string;
  find: string;
  ignore_case: boolean;
  check_digits: boolean;
  replacement: string;
};

export type NoteMasked = (ruleId: string, count: number) => void;

type PatternRule = { rule: MaskRule; pattern: LinearPattern };
type KeyRule = { rule: MaskRule; path: KeyPath };
type Compiled = PatternRule | KeyRule;

/** JSON in a text in JSON: as deep as that is looked into. */
const MAX_NESTED_TEXTS = 4;
/** Shorter numbers are figures; a card's or a telephone's number may come as one. */
const NUMBER_DIGITS = 7;

/** What is hidden in the texts of some bots. */
export class Masker {
  private readonly patterns: PatternRule[];
  private readonly keys: KeyRule[];

  constructor(
    rules: readonly Compiled[],
    private readonly note: NoteMasked,
  ) {
    this.patterns = rules.filter((rule): rule is PatternRule => "pattern" in rule);
    this.keys = rules.filter((rule): rule is KeyRule => "path" in rule);
  }

  text(value: string): string {
    return this.masked(value, [], 0);
  }

  json(value: unknown): unknown {
    return this.walk(value, [], 0, true);
  }

  private masked(value: string, path: string[], nested: number): string {
    let text = value;
    if (this.keys.length > 0 && nested < MAX_NESTED_TEXTS && /^\s*[[{]/.test(text)) {
      const parsed = parse(text);
      if (parsed !== undefined) {
        const changed = this.walk(parsed, path, nested + 1, false);
        if (changed !== parsed) text = JSON.stringify(changed);
      }
    }
    for (const { rule, pattern } of this.patterns) text = this.replace(rule, pattern, text);
    return text;
  }

  private replace(rule: MaskRule, pattern: LinearPattern, text: string): string {
    const { spans, gaveUpAt } = pattern.find(text, rule.check_digits ? passesLuhn : undefined);
    // What could not be searched is hidden, not let through.
    if (gaveUpAt !== null && gaveUpAt < text.length) spans.push({ from: gaveUpAt, to: text.length });
    if (spans.length === 0) return text;
    let masked = "";
    let at = 0;
    for (const { from, to } of spans) {
      masked += text.slice(at, inPair(text, from) ? from - 1 : from) + rule.replacement;
      at = inPair(text, to) ? to + 1 : to;
    }
    masked += text.slice(at);
    if (masked !== text) this.note(rule.id, spans.length);
    return masked;
  }

  /** The same value, or a copy where something was hidden. Lists count for each of their items. */
  private walk(value: unknown, path: string[], nested: number, withPatterns: boolean): unknown {
    if (typeof value === "string") {
      if (withPatterns) return this.masked(value, path, nested);
      return this.keys.length > 0 && /^\s*[[{]/.test(value) ? this.nestedText(value, path, nested) : value;
    }
    if (typeof value === "number") return withPatterns ? this.number(value) : value;
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) {
      const items = value.map((item) => this.walk(item, path, nested, withPatterns));
      return items.some((item, i) => item !== value[i]) ? items : value;
    }
    let changed: Record<string, unknown> | undefined;
    for (const [key, inner] of Object.entries(value)) {
      // Attributes of spans carry their path in their name.
      const parts = key.toLowerCase().split(".");
      path.push(...parts);
      const hidden = inner === null ? undefined : this.keys.find((each) => each.path(path));
      let next: unknown;
      if (hidden) {
        next = hidden.rule.replacement;
        if (next !== inner) this.note(hidden.rule.id, 1);
      } else next = this.walk(inner, path, nested, withPatterns);
      path.length -= parts.length;
      if (next !== inner) (changed ??= { ...value })[key] = next;
    }
    return changed ?? value;
  }

  private nestedText(value: string, path: string[], nested: number): string {
    const parsed = nested < MAX_NESTED_TEXTS ? parse(value) : undefined;
    if (parsed === undefined) return value;
    const changed = this.walk(parsed, path, nested + 1, false);
    return changed === parsed ? value : JSON.stringify(changed);
  }

  private number(value: number): unknown {
    const text = String(value);
    if (text.length < NUMBER_DIGITS || !/^\d+$/.test(text)) return value;
    const masked = this.masked(text, [], MAX_NESTED_TEXTS);
    return masked === text ? value : masked;
  }
}

/** All rules that are on, ready to be used. */
export class Masks {
  private readonly rules: { bot: string; compiled: Compiled }[];
  private readonly known = new Map<string, Masker | null>();

  constructor(
    rules: readonly MaskRule[],
    private readonly note: NoteMasked = () => undefined,
  ) {
    this.rules = rules.map((rule) => ({ bot: rule.bot_id, compiled: compileRule(rule) }));
  }

  /** What holds for a bot; null where nothing does. */
  forBot(bot: string): Masker | null {
    return this.forBots([bot]);
  }

  /** What holds for any of some bots, or of all with null. */
  forBots(bots: readonly string[] | null): Masker | null {
    if (this.rules.length === 0) return null;
    const key = bots === null ? EVERY_BOT : bots.join(" ");
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const holding = this.rules.filter(({ bot }) => bots === null || bot === EVERY_BOT || bots.includes(bot));
    const masker =
      holding.length === 0
        ? null
        : new Masker(
            holding.map((rule) => rule.compiled),
            this.note,
          );
    if (this.known.size > 1_000) this.known.clear();
    this.known.set(key, masker);
    return masker;
  }
}

export const NO_MASKS = new Masks([]);

/** Throws a PatternProblem when the rule cannot be used. */
export function compileRule(rule: MaskRule): Compiled {
  return rule.kind === "key"
    ? { rule, path: compileKeyPath(rule.find) }
    : { rule, pattern: new LinearPattern(rule.find, { ignoreCase: rule.ignore_case }) };
}

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a place stands in the middle of a character of two units. */
function inPair(text: string, at: number): boolean {
  const isLow = (code: number) => code >= 0xdc00 && code <= 0xdfff;
  const isHigh = (code: number) => code >= 0xd800 && code <= 0xdbff;
  return at > 0 && at < text.length && isLow(text.charCodeAt(at)) && isHigh(text.charCodeAt(at - 1));
}
