import { CONTENT_PATH, NAME, PROMPT_KEY, type ParsedTemplate } from "./template";
import { templateWriter } from "./template-writer";

/** Longer than any name; what is not closed within it is not closed at all, which keeps the parser linear. */
const LONGEST = 600;

type Placeholder =
  { kind: "variable"; name: string } | { kind: "reference"; key: string } | { kind: "content"; path: string };

function readPlaceholder(inner: string): Placeholder | string {
  const text = inner.trim();
  if (text === "") return "An empty placeholder. Name a variable between the braces, or write \\{{ for braces as text.";
  if (text.startsWith(">")) {
    const key = text.slice(1).trim();
    if (PROMPT_KEY.test(key)) return { kind: "reference", key };
    return `“${key}” is not the key of a prompt: up to 128 letters, digits and . _ : -`;
  }
  if (/^[#/^!&=]/.test(text))
    return `“{{${text[0]}” has no meaning here: there are variables and references, no sections or comments. Write \\{{ for braces as text.`;
  if (NAME.test(text)) return { kind: "variable", name: text };
  if (CONTENT_PATH.test(text)) return { kind: "content", path: text };
  if (/^[\p{L}_][\p{L}\p{N}_]*\./u.test(text))
    return `“${text}”: only content variables, as in {{content.newsletter.latest.title}}, have dots in their name.`;
  return `“${text}” is not the name of a variable: letters, digits and _, not beginning with a digit. Write \\{{ for braces as text.`;
}

/** Where the placeholder that opened before `from` is closed, or where it was given up. */
function findClose(body: string, from: number): { at: number; isClosed: boolean } {
  const last = Math.min(body.length, from + LONGEST);
  for (let at = from; at < last; at++) {
    const char = body[at];
    if (char === "}" && body[at + 1] === "}") return { at, isClosed: true };
    if (char === "\n" || char === "{" || char === "}") return { at, isClosed: false };
  }
  return { at: last, isClosed: false };
}

/**
 * `{{name}}`, `{{> key}}`, `{{content.a.b}}`. Single braces are text, and so is `}}` that closes nothing. A backslash
 * before `{{` makes it text; two backslashes are one.
 */
export function parseMustache(body: string): ParsedTemplate {
  const out = templateWriter("mustache", body);
  let at = 0;
  for (let open = body.indexOf("{{"); open >= 0; open = body.indexOf("{{", at)) {
    let inside = open;
    while (body[inside] === "{") inside++;
    let slashes = 0;
    while (open - slashes > at && body[open - slashes - 1] === "\\") slashes++;
    out.text(body.slice(at, open - slashes) + "\\".repeat(slashes >> 1));
    if (slashes % 2 === 1) {
      out.text(body.slice(open, inside));
      at = inside;
      continue;
    }
    const start = inside - 2;
    out.text(body.slice(open, start));
    const close = findClose(body, inside);
    if (!close.isClosed) {
      out.problem("unclosed", "This placeholder is not closed: }} is missing on its line.", start, close.at);
      out.text("{{");
      at = inside;
      continue;
    }
    const end = close.at + 2;
    const found = readPlaceholder(body.slice(inside, close.at));
    if (typeof found === "string") {
      out.problem("syntax", found, start, end);
      out.text(body.slice(start, end));
    } else out.node(found, start, end);
    at = end;
  }
  out.text(body.slice(at));
  return out.end();
}
