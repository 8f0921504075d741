/** Characters as sorted pairs of first and last UTF-16 unit. */
export type CharSet = readonly (readonly [number, number])[];

const LAST = 0xffff;
const unit = (text: string) => text.charCodeAt(0);

export function normalized(ranges: readonly (readonly [number, number])[]): CharSet {
  const merged: [number, number][] = [];
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

export function inverted(set: CharSet): CharSet {
  const gaps: [number, number][] = [];
  let next = 0;
  for (const [from, to] of set) {
    if (from > next) gaps.push([next, from - 1]);
    next = to + 1;
  }
  if (next <= LAST) gaps.push([next, LAST]);
  return gaps;
}

export const DIGITS: CharSet = [[unit("0"), unit("9")]];
export const WORD = normalized([...DIGITS, [unit("A"), unit("Z")], [unit("a"), unit("z")], [unit("_"), unit("_")]]);
export const SPACE = normalized([
  [9, 13],
  [32, 32],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
]);
export const ANY = inverted([
  [10, 10],
  [13, 13],
  [0x2028, 0x2029],
]);

/** The set with the other case of each of its letters. */
export function anyCase(set: CharSet): CharSet {
  const more: [number, number][] = [];
  for (const [from, to] of set)
    // Sets as large as "all but these" hold both cases already.
    for (let code = from; code <= to && to - from < 2_000; code++) {
      const letter = String.fromCharCode(code);
      for (const other of [letter.toLowerCase(), letter.toUpperCase()])
        if (other.length === 1 && other !== letter) more.push([unit(other), unit(other)]);
    }
  return normalized([...set, ...more]);
}
