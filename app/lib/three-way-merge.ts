/** A run of lines of a merge: what all agree on, or what two wrote differently in one place. */
export type MergePart =
  { kind: "agreed"; lines: string[] } | { kind: "clash"; base: string[]; mine: string[]; theirs: string[] };

/** Beyond this many differing lines two texts count as different throughout: the time grows with its square. */
const MOST_EDITS = 800;

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

/** For each line of `from` its place in `to`, or -1: a longest common run of lines, by Myers. */
function matchLines(from: readonly string[], to: readonly string[]): number[] {
  const matched = Array.from({ length: from.length }, () => -1);
  let start = 0;
  while (start < from.length && start < to.length && from[start] === to[start]) matched[start] = start++;
  let [endFrom, endTo] = [from.length, to.length];
  while (endFrom > start && endTo > start && from[endFrom - 1] === to[endTo - 1]) matched[--endFrom] = --endTo;
  // A line that the other text does not have matches nothing: left out at once, it costs nothing.
  const kept = (lines: readonly string[], end: number, others: ReadonlySet<string>) =>
    lines.slice(start, end).flatMap((line, index) => (others.has(line) ? [{ line, at: start + index }] : []));
  const left = kept(from, endFrom, new Set(to.slice(start, endTo)));
  const right = kept(to, endTo, new Set(from.slice(start, endFrom)));
  const lineOf = ({ line }: { line: string }) => line;
  for (const [x, y] of shortestWay(left.map(lineOf), right.map(lineOf))) matched[left[x]!.at] = right[y]!.at;
  return matched;
}

function shortestWay(from: readonly string[], to: readonly string[]): [number, number][] {
  const most = Math.min(from.length + to.length, MOST_EDITS);
  const furthest = new Map<number, number>([[1, 0]]);
  const steps: Map<number, number>[] = [];
  for (let edits = 0; edits <= most; edits++) {
    steps.push(new Map(furthest));
    for (let k = -edits; k <= edits; k += 2) {
      const goesDown = k === -edits || (k !== edits && (furthest.get(k - 1) ?? -1) < (furthest.get(k + 1) ?? -1));
      let x = goesDown ? (furthest.get(k + 1) ?? 0) : (furthest.get(k - 1) ?? 0) + 1;
      while (x < from.length && x - k < to.length && from[x] === to[x - k]) x++;
      furthest.set(k, x);
      if (x >= from.length && x - k >= to.length) return walkBack(from, to, steps);
    }
  }
  return [];
}

function walkBack(from: readonly string[], to: readonly string[], steps: readonly Map<number, number>[]) {
  const pairs: [number, number][] = [];
  let [x, y] = [from.length, to.length];
  for (let edits = steps.length - 1; edits >= 0; edits--) {
    const before = steps[edits]!;
    const k = x - y;
    const goesDown = k === -edits || (k !== edits && (before.get(k - 1) ?? -1) < (before.get(k + 1) ?? -1));
    const fromK = goesDown ? k + 1 : k - 1;
    const [startX, startY] = edits === 0 ? [0, 0] : [before.get(fromK) ?? 0, (before.get(fromK) ?? 0) - fromK];
    while (x > startX && y > startY && from[x - 1] === to[y - 1]) pairs.push([--x, --y]);
    [x, y] = [startX, startY];
  }
  return pairs;
}
