import { WORD, type CharSet } from "./char-set";
import { PatternProblem, type PatternNode } from "./parse-pattern";

type Assertion = Extract<PatternNode, { kind: "assert" }>["what"];
type Step =
  | { kind: "set"; set: CharSet; next: number }
  | { kind: "split"; next: number[] }
  | { kind: "assert"; what: Assertion; next: number }
  | { kind: "match" };

const MAX_STEPS = 800;
const MATCH = 0;
const SWAPPED: Record<Assertion, Assertion> = { start: "end", end: "start", edge: "edge", inside: "inside" };

/** The pattern as steps, from its end to its beginning, so that each knows what comes after it. */
function toSteps(root: PatternNode, isReversed: boolean): { steps: Step[]; first: number } {
  const steps: Step[] = [{ kind: "match" }];
  const add = (step: Step) => {
    if (steps.length >= MAX_STEPS) throw new PatternProblem("is too large; make its repeats shorter");
    return steps.push(step) - 1;
  };
  function build(node: PatternNode, next: number): number {
    switch (node.kind) {
      case "set":
        return add({ kind: "set", set: node.set, next });
      case "assert":
        return add({ kind: "assert", what: isReversed ? SWAPPED[node.what] : node.what, next });
      case "choice":
        return add({ kind: "split", next: node.options.map((option) => build(option, next)) });
      case "sequence": {
        const parts = isReversed ? node.parts : [...node.parts].reverse();
        return parts.reduce((after, part) => build(part, after), next);
      }
      case "repeat": {
        let after = next;
        if (node.max === Infinity) {
          const loop = add({ kind: "split", next: [next] });
          (steps[loop] as { next: number[] }).next.push(build(node.node, loop));
          after = loop;
        } else
          for (let i = node.min; i < node.max; i++)
            after = add({ kind: "split", next: [next, build(node.node, after)] });
        for (let i = 0; i < node.min; i++) after = build(node.node, after);
        return after;
      }
    }
  }
  const first = build(root, MATCH);
  return { steps, first };
}

/** Characters that no part of a pattern tells apart share a class. */
export type CharClasses = { of: Uint8Array; count: number; isWord: boolean[] };

function setsOf(node: PatternNode): CharSet[] {
  if (node.kind === "set") return [node.set];
  if (node.kind === "assert") return [];
  if (node.kind === "repeat") return setsOf(node.node);
  return (node.kind === "choice" ? node.options : node.parts).flatMap(setsOf);
}

export function charClasses(root: PatternNode): CharClasses {
  const sets = [WORD, ...setsOf(root)];
  const cuts = [...new Set([0, 0x10000, ...sets.flat().flatMap(([from, to]) => [from, to + 1])])].sort((a, b) => a - b);
  const of = new Uint8Array(0x10000);
  const known = new Map<string, number>();
  const isWord: boolean[] = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const code = cuts[i]!;
    const membership = sets.map((set) => (includes(set, code) ? "1" : "0")).join("");
    if (!known.has(membership)) {
      known.set(membership, known.size);
      isWord.push(includes(WORD, code));
    }
    if (known.size > 200) throw new PatternProblem("tells too many characters apart");
    of.fill(known.get(membership)!, code, cuts[i + 1]);
  }
  return { of, count: known.size, isWord };
}

function includes(set: CharSet, code: number): boolean {
  return set.some(([from, to]) => code >= from && code <= to);
}

const OUTSIDE = 0;
const WORDLY = 1;
const OTHER = 2;
const UNKNOWN = -1;
const MAX_STATES = 1_500;

/**
 * A pattern as a table that is filled in as it is used: each character is one look-up, whatever the pattern. Place 0
 * of the answers is the dead end.
 */
export class Automaton {
  private readonly steps: Step[];
  private readonly first: number;
  private table: Int32Array;
  private states: { core: number[]; before: number }[] = [];
  private ids = new Map<string, number>();
  private readonly width: number;
  /** By class: which sets hold it. */
  private readonly members: Set<number>[];
  /** How many states were worked out so far: what a search may cost beyond its look-ups. */
  built = 0;

  constructor(
    root: PatternNode,
    private readonly classes: CharClasses,
    private readonly options: { isReversed: boolean; restarts: boolean },
  ) {
    ({ steps: this.steps, first: this.first } = toSteps(root, options.isReversed));
    this.width = classes.count + 1;
    const samples = Array.from({ length: classes.count }, (_, index) => classes.of.indexOf(index));
    this.members = samples.map(
      (code) => new Set(this.steps.flatMap((step, i) => (step.kind === "set" && includes(step.set, code) ? [i] : []))),
    );
    this.table = new Int32Array(0);
    this.forget();
  }

  private forget(): void {
    this.states = [];
    this.ids.clear();
    this.table = new Int32Array(64 * this.width).fill(UNKNOWN);
    this.idOf([], OTHER);
  }

  private idOf(core: number[], before: number): number {
    const key = `${before}:${core.join()}`;
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const id = this.states.push({ core, before }) - 1;
    this.ids.set(key, id);
    if (this.states.length * this.width > this.table.length) {
      const larger = new Int32Array(this.table.length * 2).fill(UNKNOWN);
      larger.set(this.table);
      this.table = larger;
    }
    return id;
  }

  private kindOf(code: number): number {
    return code < 0 ? OUTSIDE : this.classes.isWord[this.classes.of[code]!] ? WORDLY : OTHER;
  }

  /** Where a search begins, after a character or, with -1, at the edge of the text. */
  start(before: number): number {
    return this.idOf([this.first], this.kindOf(before));
  }

  /** Twice the next state, plus one when the pattern is matched before this character (-1: the edge of the text). */
  step(state: number, code: number): number {
    const column = code < 0 ? this.classes.count : this.classes.of[code]!;
    const known = this.table[state * this.width + column]!;
    return known === UNKNOWN ? this.work(state, column) : known;
  }

  private work(state: number, column: number): number {
    this.built++;
    const { core, before } = this.states[state]!;
    const isEdge = column === this.classes.count;
    const after = isEdge ? OUTSIDE : this.classes.isWord[column] ? WORDLY : OTHER;
    const closed = new Set<number>();
    const open = [...core];
    while (open.length > 0) {
      const index = open.pop()!;
      if (closed.has(index)) continue;
      closed.add(index);
      const step = this.steps[index]!;
      if (step.kind === "split") open.push(...step.next);
      else if (step.kind === "assert" && holds(step.what, before, after)) open.push(step.next);
    }
    const next = new Set<number>(this.options.restarts && !isEdge ? [this.first] : []);
    if (!isEdge)
      for (const index of closed)
        if (this.members[column]!.has(index)) next.add((this.steps[index] as { next: number }).next);
    if (this.states.length > MAX_STATES) this.forget();
    const isForgotten = this.states.length === 1;
    const id =
      next.size === 0
        ? 0
        : this.idOf(
            [...next].sort((a, b) => a - b),
            after,
          );
    const answer = id * 2 + (closed.has(MATCH) ? 1 : 0);
    if (!isForgotten) this.table[state * this.width + column] = answer;
    return answer;
  }
}

function holds(what: Assertion, before: number, after: number): boolean {
  if (what === "start") return before === OUTSIDE;
  if (what === "end") return after === OUTSIDE;
  return ((before === WORDLY) !== (after === WORDLY)) === (what === "edge");
}

/** The fewest characters that a pattern takes. */
export function shortest(node: PatternNode): number {
  switch (node.kind) {
    case "set":
      return 1;
    case "assert":
      return 0;
    case "sequence":
      return node.parts.reduce((sum, part) => sum + shortest(part), 0);
    case "choice":
      return Math.min(...node.options.map(shortest));
    case "repeat":
      return node.min * shortest(node.node);
  }
}
