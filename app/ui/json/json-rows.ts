import type { JsonIndex } from "./json-index";

export type JsonKind = "object" | "array" | "string" | "number" | "literal";

export function kindOf(index: JsonIndex, node: number): JsonKind {
  const first = index.text.charAt(index.start[node] ?? 0);
  if (first === "{") return "object";
  if (first === "[") return "array";
  if (first === '"') return "string";
  return first === "t" || first === "f" || first === "n" ? "literal" : "number";
}

export function isContainer(index: JsonIndex, node: number): boolean {
  const first = index.text.charCodeAt(index.start[node] ?? 0);
  return first === 123 || first === 91;
}

export function sourceOf(index: JsonIndex, node: number): string {
  return index.text.slice(index.start[node], index.end[node]);
}

/** Checked by the indexer, so JSON.parse can only succeed. */
function decode(token: string): string {
  return JSON.parse(token) as string;
}

export function keyOf(index: JsonIndex, node: number): string | null {
  const from = index.keyStart[node] ?? -1;
  return from < 0 ? null : decode(index.text.slice(from, index.keyEnd[node]));
}

/** What a person means by "the value": a string without quotes and escapes, anything else as it stands. */
export function valueText(index: JsonIndex, node: number): string {
  const source = sourceOf(index, node);
  return source.startsWith('"') ? decode(source) : source;
}

/** The first characters only; a string of 5 MB is not decoded to show 200 of them. */
export function clippedValue(index: JsonIndex, node: number, limit: number): { text: string; clipped: boolean } {
  const from = index.start[node] ?? 0;
  const to = index.end[node] ?? 0;
  // One character takes at most six in the source.
  if (to - from - 2 > limit * 6) {
    let cut = from + 1 + limit * 6;
    const lastEscape = index.text.lastIndexOf("\\", cut);
    if (cut - lastEscape < 6) cut = lastEscape;
    while (index.text.charCodeAt(cut - 1) === 92) cut--;
    return { text: decode(`${index.text.slice(from, cut)}"`).slice(0, limit), clipped: true };
  }
  const text = valueText(index, node);
  return text.length > limit ? { text: text.slice(0, limit), clipped: true } : { text, clipped: false };
}

const plainKey = /^[A-Za-z_$][\w$]*$/;

/** "$.messages[3].content", with brackets around keys that need them. */
export function pathOf(index: JsonIndex, node: number): string {
  const parts: string[] = [];
  for (let at = node; (index.parent[at] ?? -1) >= 0; at = index.parent[at] ?? -1) {
    const key = keyOf(index, at);
    if (key === null) parts.push(`[${index.place[at]}]`);
    else parts.push(plainKey.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`);
  }
  return `$${parts.reverse().join("")}`;
}

/** Open flags so that everything above `depth` is open. */
export function openToDepth(index: JsonIndex, depth: number): Uint8Array {
  const opened = new Uint8Array(index.count);
  for (let node = 0; node < index.count; node++) opened[node] = (index.depth[node] ?? 0) < depth ? 1 : 0;
  return opened;
}

/** As deep as still fits on a few screens. */
export function openAtFirst(index: JsonIndex, rows = 200): Uint8Array {
  const perDepth: number[] = [];
  for (let node = 0; node < index.count; node++) {
    const depth = index.depth[node] ?? 0;
    perDepth[depth] = (perDepth[depth] ?? 0) + 1;
  }
  let shown = 0;
  let depth = 0;
  for (const count of perDepth) {
    shown += count;
    if (shown > rows) break;
    depth++;
  }
  return openToDepth(index, Math.max(1, depth - 1));
}

/** The nodes on screen in order, and whether `limit` cut them off. */
export function visibleRows(
  index: JsonIndex,
  opened: Uint8Array,
  limit: number,
): { rows: Int32Array; truncated: boolean } {
  const rows = new Int32Array(Math.min(index.count, limit));
  let length = 0;
  let node = 0;
  while (node < index.count && length < limit) {
    rows[length++] = node;
    node += opened[node] ? 1 : (index.size[node] ?? 1);
  }
  return { rows: rows.subarray(0, length), truncated: node < index.count };
}

/** A copy with everything above the node open. */
export function withRevealed(index: JsonIndex, opened: Uint8Array, node: number): Uint8Array {
  const next = opened.slice();
  for (let at = index.parent[node] ?? -1; at >= 0; at = index.parent[at] ?? -1) next[at] = 1;
  return next;
}

/** Where in the ascending rows a node stands; -1 when it is folded away. */
export function rowOf(rows: Int32Array, node: number): number {
  let low = 0;
  let high = rows.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = rows[middle] ?? 0;
    if (found === node) return middle;
    if (found < node) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
