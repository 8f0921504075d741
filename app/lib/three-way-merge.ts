import { matchLines } from "./match-lines";

/** A run of lines of a merge: what all agree on, or what two wrote differently in one place. */
export type MergePart =
  { kind: "agreed"; lines: string[] } | { kind: "clash"; base: string[]; mine: string[]; theirs: string[] };

/** What two people made of one text. A place that only one of them changed takes that change. */
export function mergeThreeWays(base: string, mine: string, theirs: string): MergePart[] {
  const [from, a, b] = [base, mine, theirs].map((text) => text.split("\n")) as [string[], string[], string[]];
  const [inA, inB] = [matchLines(from, a), matchLines(from, b)];
  const parts: MergePart[] = [];
  let [atBase, atA, atB] = [0, 0, 0];
  for (;;) {
    let sync = atBase;
    while (sync < from.length && (inA[sync] === -1 || inB[sync] === -1)) sync++;
    const [endA, endB] = sync < from.length ? [inA[sync]!, inB[sync]!] : [a.length, b.length];
    settle(parts, from.slice(atBase, sync), a.slice(atA, endA), b.slice(atB, endB));
    if (sync >= from.length) return parts;
    agree(parts, [from[sync]!]);
    [atBase, atA, atB] = [sync + 1, endA + 1, endB + 1];
  }
}

function settle(parts: MergePart[], base: string[], mine: string[], theirs: string[]): void {
  if (isSame(mine, base)) agree(parts, theirs);
  else if (isSame(theirs, base) || isSame(mine, theirs)) agree(parts, mine);
  else parts.push({ kind: "clash", base, mine, theirs });
}

function agree(parts: MergePart[], lines: string[]): void {
  const last = parts.at(-1);
  if (last?.kind === "agreed") last.lines.push(...lines);
  else if (lines.length > 0) parts.push({ kind: "agreed", lines: [...lines] });
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((line, index) => line === right[index]);
}

const MARKS = { mine: "<<<<<<< yours", middle: "=======", theirs: ">>>>>>> theirs" };

/** One text of a merge. Both wordings of a clash stand in it, between marks. */
export function mergedText(parts: readonly MergePart[]): string {
  return parts
    .flatMap((part) =>
      part.kind === "agreed" ? part.lines : [MARKS.mine, ...part.mine, MARKS.middle, ...part.theirs, MARKS.theirs],
    )
    .join("\n");
}

/** Whether a text still holds what `mergedText` puts around a clash. */
export function hasClashMarks(text: string): boolean {
  const lines = text.split("\n");
  return lines.includes(MARKS.mine) && lines.includes(MARKS.theirs);
}
