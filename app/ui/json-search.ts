import type { JsonIndex } from "./json-index";
import { isContainer } from "./json-rows";

export const matchLimit = 10_000;

/**
 * Looks for words in keys and values, whatever their case, and for their escaped spellings too. One pass over the
 * source: decoding 200,000 strings to look into them would take half a second.
 */
export function createJsonSearch(index: JsonIndex, words: string) {
  const shape = searchShape(words);
  const nodes: number[] = [];
  let done = words === "";

  function step(enough: () => boolean): boolean {
    for (let turns = 1; !done; turns++) {
      const found = shape.exec(index.text);
      if (!found) done = true;
      else {
        const node = nodeAt(index, found.index);
        if (within(index, node, found.index, shape.lastIndex) && nodes.at(-1) !== node) nodes.push(node);
        if (nodes.length > matchLimit) done = true;
      }
      if (turns % 256 === 0 && enough()) return done;
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
