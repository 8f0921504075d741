import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import type { EditorView } from "@codemirror/view";
import type { TemplateContext } from "./template-extensions";

const OPEN_MUSTACHE = /\{\{\s*(>?)\s*([\p{L}\p{N}_.:-]*)$/u;
const OPEN_PYTHON = /(?<!\{)\{([\p{L}\p{N}_]*)$/u;
const BEFORE = 200;

/** What may stand in the placeholder that is being written: variables, keys after `>`, content after `content.` */
export function completeTemplate(at: CompletionContext, context: TemplateContext): CompletionResult | null {
  const line = at.state.doc.lineAt(at.pos);
  const before = line.text.slice(Math.max(0, at.pos - line.from - BEFORE), at.pos - line.from);
  const variables = context.variables.map(({ name, type, description }): Completion => ({
    label: name,
    detail: description ?? type,
    apply: closing(context.syntax === "python" ? "}" : "}}"),
  }));
  if (context.syntax === "python") {
    const open = OPEN_PYTHON.exec(before);
    return open && { from: at.pos - open[1]!.length, options: variables, validFor: /^[\p{L}\p{N}_]*$/u };
  }
  const open = OPEN_MUSTACHE.exec(before);
  if (!open) return null;
  const from = at.pos - open[2]!.length;
  const validFor = /^[\p{L}\p{N}_.:-]*$/u;
  if (open[1] === ">") return { from, options: references(context), validFor };
  const content = (context.names?.content ?? []).map((path): Completion => ({
    label: path,
    detail: "content",
    apply: closing("}}"),
  }));
  const whole = references(context).map((each): Completion => ({ ...each, label: `> ${each.label}`, boost: -1 }));
  return { from, options: [...variables, ...content, ...(open[2] === "" ? whole : [])], validFor };
}

function references({ names, key }: TemplateContext): Completion[] {
  return (names?.keys ?? [])
    .filter((each) => each.key !== key)
    .map((each) => ({ label: each.key, ...(each.title && { detail: each.title }), apply: closing("}}") }));
}

/** Puts the name in, and the braces behind it where they are not there yet. */
function closing(braces: string) {
  return (view: EditorView, { label }: Completion, from: number, to: number) => {
    const hasBraces = view.state.sliceDoc(to, to + braces.length) === braces;
    view.dispatch({
      changes: { from, to, insert: hasBraces ? label : label + braces },
      selection: { anchor: from + label.length + braces.length },
      userEvent: "input.complete",
    });
  };
}
