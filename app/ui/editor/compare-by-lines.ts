import { diff } from "@codemirror/merge";
import { matchLines } from "~/lib/match-lines";

export type Places = [fromA: number, toA: number, fromB: number, toB: number];

const MOST_EDITS = 3_000;
/** Within the lines that differ; what is unlike throughout is not looked at letter by letter. */
const config = { scanLimit: 500, timeout: 200 };

/** What differs between two long texts: first whole lines, and within those that differ the letters. */
export function compareByLines(before: string, after: string): Places[] {
  const [from, to] = [before.split("\n"), after.split("\n")];
  const places = matchLines(from, to, MOST_EDITS);
  const found: Places[] = [];
  const [startsFrom, startsTo] = [startsOf(from), startsOf(to)];
  let [a, b] = [0, 0];
  for (let line = 0; line <= from.length; line++) {
    const place = line < from.length ? places[line]! : to.length;
    if (place === -1) continue;
    if (line > a || place > b) {
      // The last line has no break behind it: what differs there begins with the break before.
      const isLast = line === from.length && a > 0;
      const fromA = startsFrom[a]! - (isLast && a < from.length ? 1 : 0);
      const fromB = startsTo[b]! - (isLast && b < to.length ? 1 : 0);
      const [toA, toB] = [startsFrom[line]!, startsTo[place]!];
      for (const each of diff(before.slice(fromA, toA), after.slice(fromB, toB), config))
        found.push([each.fromA + fromA, each.toA + fromA, each.fromB + fromB, each.toB + fromB]);
    }
    [a, b] = [line + 1, place + 1];
  }
  return found;
}

/** Where each line begins, and where the text ends. */
function startsOf(lines: readonly string[]): number[] {
  const starts = [0];
  for (const line of lines) starts.push(starts.at(-1)! + line.length + 1);
  starts[lines.length]! -= 1;
  return starts;
}
