import { createJsonIndexer, type JsonIndex, type JsonProblem } from "./json-index";

/** Indents JSON by two spaces without reading a number: 1.10 and 12345678901234567890 stay as written. */
export function formatJson(text: string): { text: string } | { problem: JsonProblem } {
  const indexer = createJsonIndexer(text);
  indexer.step(() => false);
  const index = indexer.index();
  const problem = indexer.problem();
  if (!index || problem) return { problem: problem ?? { reason: "nothing to format", line: 1, column: 1 } };
  return { text: print(index) };
}

function print(index: JsonIndex): string {
  const parts: string[] = [];
  const closing: { end: number; mark: string; depth: number }[] = [];
  for (let node = 0; node < index.count; node++) {
    for (let last = closing.at(-1); last && last.end <= node; last = closing.at(-1)) {
      parts.push(`\n${"  ".repeat(last.depth)}${last.mark}`);
      closing.pop();
    }
    const depth = index.depth[node] ?? 0;
    if ((index.place[node] ?? 0) > 0) parts.push(",");
    if (depth > 0) parts.push(`\n${"  ".repeat(depth)}`);
    const key = index.keyStart[node] ?? -1;
    if (key >= 0) parts.push(`${index.text.slice(key, index.keyEnd[node])}: `);
    const first = index.text.charAt(index.start[node] ?? 0);
    if (first !== "{" && first !== "[") parts.push(index.text.slice(index.start[node], index.end[node]));
    else if (index.children[node] === 0) parts.push(first === "{" ? "{}" : "[]");
    else {
      parts.push(first);
      closing.push({ end: node + (index.size[node] ?? 1), mark: first === "{" ? "}" : "]", depth });
    }
  }
  for (let last = closing.pop(); last; last = closing.pop()) parts.push(`\n${"  ".repeat(last.depth)}${last.mark}`);
  return parts.join("");
}
