import type { PromptVariable } from "./prompt-variable";
import { MAX_PROBLEMS, type ParsedTemplate, type TemplateProblem } from "./template";
import { lineMap } from "./template-writer";

const NAME_PART = String.raw`[\p{L}_][\p{L}\p{N}_]{0,63}`;
const SINGLE = new RegExp(String.raw`(?<!\{)\{(${NAME_PART})\}(?!\})`, "gu");
const DOUBLE = new RegExp(String.raw`(?<!\{)\{\{(${NAME_PART})\}\}(?!\})`, "gu");
const TRIPLE = new RegExp(String.raw`(?<![{\\])\{\{\{(${NAME_PART})\}\}\}(?!\})`, "gu");

type LintOptions = {
  /** Whether there is a prompt of that key here; left out, references are not looked at. */
  hasPrompt?: (key: string) => boolean;
};

/** What an editor shows: what breaks the template, and what was probably meant otherwise. In the order of the body. */
export function lintTemplate(
  parsed: ParsedTemplate,
  variables: readonly PromptVariable[],
  { hasPrompt }: LintOptions = {},
): TemplateProblem[] {
  const placeOf = lineMap(parsed.body);
  const problems: TemplateProblem[] = [...parsed.problems];
  const declared = new Set(variables.map(({ name }) => name));
  const used = new Set<string>();
  const say = (
    severity: TemplateProblem["severity"],
    code: TemplateProblem["code"],
    message: string,
    { from, to }: { from: number; to: number },
  ) => {
    if (problems.length < MAX_PROBLEMS) problems.push({ severity, code, message, ...placeOf(from, to) });
  };
  for (const node of parsed.nodes) {
    if (node.kind === "variable") {
      used.add(node.name);
      if (!declared.has(node.name))
        say("warning", "unknown", `No variable is called ${node.name}. Declare it, or look at its spelling.`, node);
    } else if (node.kind === "reference" && hasPrompt && !hasPrompt(node.key))
      say("warning", "reference", `There is no prompt ${node.key} here; rendering fails until there is.`, node);
  }
  for (const { name, required } of variables) {
    if (used.has(name)) continue;
    if (required)
      say("warning", "missing", `${name} is handed over to this prompt, but the body does not name it.`, START);
    else say("info", "unused", `${name} is declared, but the body does not name it.`, START);
  }
  const look = (pattern: RegExp, message: (name: string) => string, severity: (name: string) => "warning" | "info") => {
    for (const match of parsed.body.matchAll(pattern)) {
      const from = match.index;
      say(severity(match[1]!), "braces", message(match[1]!), { from, to: from + match[0].length });
    }
  };
  const whenDeclared = (name: string) => (declared.has(name) ? "warning" : "info");
  if (parsed.syntax === "mustache") {
    look(
      SINGLE,
      (name) => `Single braces are text here: this says {${name}}. For its value write {{${name}}}.`,
      whenDeclared,
    );
    look(
      TRIPLE,
      (name) => `The outer braces are text: this says { and }, with the value of ${name} between.`,
      () => "warning",
    );
  } else
    look(
      DOUBLE,
      (name) => `Doubled braces are text here: this says {${name}}. For its value write {${name}}.`,
      whenDeclared,
    );
  return problems.toSorted((a, b) => a.from - b.from || a.to - b.to);
}

const START = { from: 0, to: 0 };
