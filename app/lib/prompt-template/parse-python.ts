import { NAME, type ParsedTemplate } from "./template";
import { templateWriter } from "./template-writer";

const LONGEST = 300;

/** What str.format would take and a prompt must not: those need values that a text cannot give. */
function refusal(inner: string): string {
  const text = inner.trim();
  if (text === "" || /^\d+$/.test(text))
    return `{${text}} takes its value by position; prompts take values by name. Write {name}, or {{ and }} for braces as text.`;
  const name = /^\s*[\p{L}_][\p{L}\p{N}_]*/u.exec(inner)?.[0] ?? "";
  const rest = inner.slice(name.length);
  if (name && rest.startsWith("!"))
    return `{${text}}: conversions such as !r are not supported. Write {${name.trim()}}.`;
  if (name && rest.startsWith(":"))
    return `{${text}}: format specifications after a colon are not supported. Write {${name.trim()}}.`;
  if (name && /^[.[]/.test(rest))
    return `{${text}}: attributes and indexes are not supported. Give the value itself a name.`;
  return `“${text}” is not the name of a variable: letters, digits and _, not beginning with a digit. Write {{ and }} for braces as text.`;
}

function closeOf(body: string, from: number): number {
  const last = Math.min(body.length, from + LONGEST);
  for (let at = from; at < last; at++) {
    if (body[at] === "}") return at;
    if (body[at] === "\n" || body[at] === "{") return -1;
  }
  return -1;
}

/** `{name}` as str.format reads it; `{{` and `}}` are one brace as text. */
export function parsePython(body: string): ParsedTemplate {
  const out = templateWriter("python", body);
  const brace = /[{}]/g;
  let at = 0;
  for (let found = brace.exec(body); found; found = brace.exec(body)) {
    const here = found.index;
    out.text(body.slice(at, here));
    at = here + 1;
    if (body[here + 1] === found[0]) {
      out.text(found[0]);
      at = here + 2;
    } else if (found[0] === "}") {
      out.problem("unclosed", "A single } closes nothing here. Write }} for a brace as text.", here, here + 1);
      out.text("}");
    } else {
      const close = closeOf(body, here + 1);
      if (close < 0) {
        out.problem(
          "unclosed",
          "This placeholder is not closed: } is missing on its line. Write {{ for a brace as text.",
          here,
          here + 1,
        );
        out.text("{");
      } else {
        const inner = body.slice(here + 1, close);
        at = close + 1;
        if (NAME.test(inner)) out.node({ kind: "variable", name: inner }, here, at);
        else {
          out.problem("syntax", refusal(inner), here, at);
          out.text(body.slice(here, at));
        }
      }
    }
    brace.lastIndex = at;
  }
  out.text(body.slice(at));
  return out.end();
}
