import MarkdownIt, { type Token } from "markdown-it";
import { safeHref } from "../safe-href";

export type MarkdownNode = { token: Token; children: MarkdownNode[] };

const parser = new MarkdownIt({ html: false, linkify: true, typographer: false, maxNesting: 40 });
parser.validateLink = (address) => safeHref(address) !== null;
// An address without its scheme is often a file name: "notes.md" is not a site.
parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });

/** markdown-it lists openings and closings in a row; here they become a tree. */
export function parseMarkdown(text: string): MarkdownNode[] {
  return nest(parser.parse(text, {}));
}

function nest(tokens: Token[]): MarkdownNode[] {
  const root: MarkdownNode[] = [];
  const open: MarkdownNode[][] = [root];
  for (const token of tokens) {
    if (token.nesting === -1) {
      if (open.length > 1) open.pop();
      continue;
    }
    const node: MarkdownNode = { token, children: token.children ? nest(token.children) : [] };
    open.at(-1)?.push(node);
    if (token.nesting === 1) open.push(node.children);
  }
  return root;
}
