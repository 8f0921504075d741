import type { JsonIndex } from "./json-index";
import { isContainer } from "./json-rows";

export const matchLimit = 10_000;

/** Characters read between two looks at the clock; one pass over 5 MB would hold the page on a slow machine. */
const stretch = 262_144;

/**
 * Looks for words in keys and values, whatever their case, and for their escaped spellings too. It reads the source:
 * decoding 200,000 strings to look into them would take half a second.
 */
export function createJsonSearch(index: JsonIndex, words: string) {
  const shape = searchShape(words);
  // Each character takes at most six in the source; what begins in one stretch may end in the next.
  const overlap = words.length * 6;
  const nodes: number[] = [];
  let from = 0;
  let done = words === "";

  function readStretch(): void {
    const part = index.text.slice(from, from + stretch + overlap);
    shape.lastIndex = 0;
    for (let found = shape.exec(part); found && found.index < stretch; found = shape.exec(part)) {
      const node = nodeAt(index, from + found.index);
      const inside = within(index, node, from + found.index, from + shape.lastIndex);
      if (inside && nodes.at(-1) !== node) nodes.push(node);
      if (nodes.length > matchLimit) break;
    }
    from += stretch;
    done = from >= index.text.length || nodes.length > matchLimit;
  }

  function step(enough: () => boolean): boolean {
    while (!done) {
      readStretch();
      if (!done && enough()) return false;
    }
    return true;
  }

  return { step, nodes: () => nodes };
}

/** A quote or a line break is looked for as the source writes it; é also as \u00e9. */
function searchShape(words: string): RegExp {
  const source = [...words]
    .map((char) => {
      const written = JSON.stringify(char).slice(1, -1);
      const plain = escapeForPattern(written);
      const code = char.length === 1 ? char.charCodeAt(0).toString(16).padStart(4, "0") : "";
      if (char === "/") return "\\\\?/";
      return code && (char > "~" || written.length > 1) ? `(?:${plain}|\\\\u${code})` : plain;
    })
    .join("");
  return new RegExp(source, "gi");
}

function escapeForPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** The last value that begins, key included, at or before a place in the source. */
function nodeAt(index: JsonIndex, offset: number): number {
  let low = 0;
  let high = index.count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const key = index.keyStart[middle] ?? -1;
    if ((key >= 0 ? key : (index.start[middle] ?? 0)) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Braces, commas and quotes between values are not content. */
function within(index: JsonIndex, node: number, from: number, to: number): boolean {
  const key = index.keyStart[node] ?? -1;
  if (key >= 0 && from > key && to < (index.keyEnd[node] ?? 0)) return true;
  if (isContainer(index, node)) return false;
  const quoted = index.text.charCodeAt(index.start[node] ?? 0) === 34 ? 1 : 0;
  return from >= (index.start[node] ?? 0) + quoted && to <= (index.end[node] ?? 0) - quoted;
}
