import { BOT_SLUG } from "~/lib/bot-slug";

/** Names that are pages beside the bots, or that an address would swallow. */
const TAKEN: ReadonlySet<string> = new Set([
  ".",
  "..",
  "new",
  "import",
  "export",
  "deletions",
  "faces",
  "orphans",
  "pauses",
]);

/** What is wrong with a name for a bot, or null. */
export function slugProblem(slug: string): string | null {
  if (slug === "") return "Give it a name that its runtime uses.";
  if (slug.length > 128) return "A name has at most 128 characters.";
  if (!BOT_SLUG.test(slug)) return "Use letters, digits and . _ : - without spaces.";
  if (TAKEN.has(slug)) return `"${slug}" is an address of this console. Choose another name.`;
  return null;
}

/** A name that follows from what people call it. */
export function slugFrom(name: string): string {
  return name
    .normalize("NFKD")
    .replaceAll(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 64);
}

export function botHref(slug: string, tab = ""): string {
  return `/bots/${encodeURIComponent(slug)}${tab && `/${tab}`}`;
}
