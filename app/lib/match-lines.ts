/** So many are compared within a tenth of a second. */
const MOST_EDITS = 800;

/**
 * For each line of `from` its place in `to`, or -1: a longest common run of lines, by Myers. Beyond `mostEdits` differing
 * lines two texts count as different throughout: the time grows with its square.
 */
export function matchLines(from: readonly string[], to: readonly string[], mostEdits = MOST_EDITS): number[] {
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
  for (const [x, y] of shortestWay(left.map(lineOf), right.map(lineOf), mostEdits)) matched[left[x]!.at] = right[y]!.at;
  return matched;
}

function shortestWay(from: readonly string[], to: readonly string[], mostEdits: number): [number, number][] {
  const most = Math.min(from.length + to.length, mostEdits);
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
