import type { PromptVariable } from "~/lib/prompt-template/prompt-variable";
import type { TemplateSyntax } from "~/lib/prompt-template/template";

/** One side of a comparison. A draft lies in the browser, and has no text on the server. */
export type ComparedText = {
  /** As the address names it: a version's number, "global", "default" or "draft". */
  name: string;
  label: string;
  body: string;
  syntax: TemplateSyntax;
  variables: readonly PromptVariable[];
};

export type VariableDifference = { name: string; before: string | null; after: string | null };

/** Every variable of both sides, in words; null where a side has none of that name. */
export function compareVariables(
  before: readonly PromptVariable[],
  after: readonly PromptVariable[],
): VariableDifference[] {
  const names = [...new Set([...before, ...after].map(({ name }) => name))];
  const words = (list: readonly PromptVariable[], name: string) => {
    const found = list.find((each) => each.name === name);
    return found ? variableWords(found) : null;
  };
  return names.map((name) => ({ name, before: words(before, name), after: words(after, name) }));
}

function variableWords({ type, default: fallback, example, choices, description, required }: PromptVariable): string {
  const shown = (value: unknown) => JSON.stringify(value);
  return [
    type,
    ...(choices?.length ? [`one of ${choices.join(", ")}`] : []),
    ...(fallback !== undefined && fallback !== null ? [`default ${shown(fallback)}`] : ["must come"]),
    ...(example !== undefined && example !== null ? [`example ${shown(example)}`] : []),
    ...(required ? ["required"] : []),
    ...(description ? [description] : []),
  ].join("; ");
}
