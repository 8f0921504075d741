import { Automaton, charClasses, shortest } from "./automaton";
import { parsePattern, PatternProblem } from "./parse-pattern";

export type Span = { from: number; to: number };
export type Found = {
  spans: Span[];
  /** The search cost more than it may, and ended here: what comes after was not looked at. */
  gaveUpAt: number | null;
};

/** Beyond the one look-up for each character, per character: what finding the ends of matches may cost. */
const STEPS_A_CHARACTER = 32;
const MAX_BUILT = 20_000;

/**
 * A regular expression that is searched for in time that grows with the text and with nothing else: no text, however
 * it is made, can hang the process. Matches are the leftmost, and of these the longest.
 */
export class LinearPattern {
  readonly minLength: number;
  private readonly forward: Automaton;
  private readonly backward: Automaton;

  constructor(source: string, options: { ignoreCase?: boolean } = {}) {
    const root = parsePattern(source, options);
    this.minLength = shortest(root);
    if (this.minLength === 0) throw new PatternProblem("matches nothing at all, and so would match everywhere");
    const classes = charClasses(root);
    this.forward = new Automaton(root, classes, { isReversed: false, restarts: false });
    this.backward = new Automaton(root, classes, { isReversed: true, restarts: true });
  }

  /** All matches, one after the other; with `accept`, those that it takes, each as long as it takes it. */
  find(text: string, accept?: (match: string) => boolean): Found {
    const spans: Span[] = [];
    if (text.length < this.minLength) return { spans, gaveUpAt: null };
    const built = this.forward.built + this.backward.built;
    const isTooMuch = () => this.forward.built + this.backward.built - built > MAX_BUILT;
    const starts = this.starts(text, isTooMuch);
    if (starts === null) return { spans, gaveUpAt: 0 };
    let budget = STEPS_A_CHARACTER * text.length + 4_096;
    for (let from = starts.indexOf(1); from >= 0;) {
      const ends: number[] = [];
      budget -= this.ends(text, from, ends);
      const to = accept ? ends.findLast((end) => accept(text.slice(from, end))) : ends.at(-1);
      if (to !== undefined) spans.push({ from, to });
      const next = to ?? from + 1;
      if (budget < 0 || isTooMuch()) return { spans, gaveUpAt: next };
      from = starts.indexOf(1, next);
    }
    return { spans, gaveUpAt: null };
  }

  /** From the text's end to its beginning: where a match begins. Null when that cost too much. */
  private starts(text: string, isTooMuch: () => boolean): Uint8Array | null {
    const starts = new Uint8Array(text.length + 1);
    let state = this.backward.start(-1);
    for (let at = text.length; at >= 0; at--) {
      const answer = this.backward.step(state, at > 0 ? text.charCodeAt(at - 1) : -1);
      if (answer & 1) starts[at] = 1;
      state = answer >> 1;
      if ((at & 1023) === 0 && isTooMuch()) return null;
    }
    return starts;
  }

  /** The places where a match that begins at `from` ends. Answers how many characters it looked at. */
  private ends(text: string, from: number, ends: number[]): number {
    let state = this.forward.start(from > 0 ? text.charCodeAt(from - 1) : -1);
    for (let at = from; ; at++) {
      const answer = this.forward.step(state, at < text.length ? text.charCodeAt(at) : -1);
      if (answer & 1) ends.push(at);
      state = answer >> 1;
      if (state === 0 || at >= text.length) return at - from + 1;
    }
  }
}
