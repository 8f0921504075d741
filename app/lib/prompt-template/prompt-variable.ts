import { NAME } from "./template";

export const VARIABLE_TYPES = ["text", "number", "list", "choice"] as const;
export type VariableType = (typeof VARIABLE_TYPES)[number];

/** A list is one line an item where it is rendered. */
export type VariableValue = string | number | string[];

/** What a prompt says of one of its placeholders. */
export type PromptVariable = {
  name: string;
  type: VariableType;
  description?: string;
  /** What stands there when no value comes. Without one the value must come. */
  default?: VariableValue | null;
  /** What previews show. */
  example?: VariableValue | null;
  /** Of a choice. */
  choices?: string[];
  /** The body has to name it: what the pipeline hands over would be lost otherwise. */
  required?: boolean;
};

export const MAX_VARIABLES = 100;

/** A value as text, or what is wrong with it, beginning after the variable's name. */
export function valueText(
  value: unknown,
  variable: Pick<PromptVariable, "type" | "choices"> | undefined,
): { text: string } | { problem: string } {
  const type = variable?.type;
  if (type === "number") {
    const isNumber = typeof value === "number" ? Number.isFinite(value) : isNumeric(value);
    return isNumber ? { text: String(value).trim() } : { problem: "must be a number" };
  }
  if (type === "list") {
    const items = Array.isArray(value) ? value : typeof value === "string" ? [value] : null;
    if (!items?.every((item) => typeof item === "string" || typeof item === "number"))
      return { problem: "must be a list of texts" };
    return { text: items.join("\n") };
  }
  if (type === "choice") {
    const choices = variable?.choices ?? [];
    return typeof value === "string" && choices.includes(value)
      ? { text: value }
      : { problem: `must be one of: ${choices.join(", ")}` };
  }
  if (typeof value === "string") return { text: value };
  if (typeof value === "number" || typeof value === "boolean") return { text: String(value) };
  // What nobody declared may be a list all the same.
  if (!type && Array.isArray(value)) return valueText(value, { type: "list" });
  return { problem: "must be a text" };
}

function isNumeric(value: unknown): boolean {
  return typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value));
}

/** What is wrong with a prompt's declarations, by the variable's place in the list. */
export function variableProblems(variables: readonly PromptVariable[]): { index: number; message: string }[] {
  const problems: { index: number; message: string }[] = [];
  const seen = new Set<string>();
  if (variables.length > MAX_VARIABLES)
    problems.push({ index: MAX_VARIABLES, message: `A prompt has at most ${MAX_VARIABLES} variables.` });
  for (const [index, variable] of variables.entries()) {
    const { name, type, choices = [] } = variable;
    const say = (message: string) => problems.push({ index, message });
    if (!NAME.test(name)) say(`“${name}” is not a name: letters, digits and _, not beginning with a digit.`);
    else if (seen.has(name)) say(`${name} is declared twice.`);
    seen.add(name);
    if (type === "choice" && choices.length === 0) say(`${name}: a choice needs something to choose from.`);
    for (const what of ["default", "example"] as const) {
      const value = variable[what];
      if (value === undefined || value === null) continue;
      const read = valueText(value, variable);
      if ("problem" in read) say(`${name}: the ${what} ${read.problem}.`);
    }
  }
  return problems;
}

/** The values that stand for a past turn or a caller where there is none. */
export function exampleValues(variables: readonly PromptVariable[]): Record<string, VariableValue> {
  return Object.fromEntries(
    variables.flatMap(({ name, example, default: fallback, choices }) => {
      const value = example ?? fallback ?? choices?.[0];
      return value === undefined || value === null ? [] : [[name, value]];
    }),
  );
}

/** Declarations that fit the placeholders: those that are known, and a plain text for each that is not. */
export function variablesFor(names: readonly string[], known: readonly PromptVariable[]): PromptVariable[] {
  const byName = new Map(known.map((variable) => [variable.name, variable]));
  return names.map((name) => byName.get(name) ?? { name, type: "text" });
}
