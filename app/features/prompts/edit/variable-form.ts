import type { PromptVariable, VariableType, VariableValue } from "~/lib/prompt-template/prompt-variable";

/** A variable as the fields of a form hold it: all of it text. */
export type VariableRow = {
  name: string;
  type: VariableType;
  default: string;
  example: string;
  choices: string;
  description: string;
  required: string;
};

export const EMPTY_ROW: VariableRow = {
  ...{ name: "", type: "text", default: "", example: "", choices: "", description: "", required: "" },
};

const EMPTY_TEXT = '""';

export function rowOf(variable: PromptVariable): VariableRow {
  return {
    name: variable.name,
    type: variable.type,
    default: written(variable.default),
    example: written(variable.example),
    choices: (variable.choices ?? []).join("\n"),
    description: variable.description ?? "",
    required: variable.required ? "1" : "",
  };
}

function written(value: VariableValue | null | undefined): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.length === 0 ? EMPTY_TEXT : value.join("\n");
  return value === "" ? EMPTY_TEXT : String(value);
}

/** Rows without a name say nothing. What is not given is left out, so that the same declaration is the same JSON. */
export function variablesOfRows(rows: readonly VariableRow[]): PromptVariable[] {
  return rows
    .filter(({ name }) => name.trim() !== "")
    .map((row) => {
      const type = row.type;
      const [fallback, example] = [valueOf(row.default, type), valueOf(row.example, type)];
      const choices = type === "choice" ? listOf(row.choices) : [];
      return {
        ...{ name: row.name.trim(), type },
        ...(row.description.trim() && { description: row.description.trim() }),
        ...(fallback !== undefined && { default: fallback }),
        ...(example !== undefined && { example }),
        ...(choices.length > 0 && { choices }),
        ...(row.required && { required: true }),
      };
    });
}

function valueOf(given: string, type: VariableType): VariableValue | undefined {
  const text = given.replaceAll("\r\n", "\n");
  if (text === "") return undefined;
  if (text === EMPTY_TEXT) return type === "list" ? [] : "";
  if (type === "list") return text.split("\n");
  // What is no number stays as it was typed, for the refusal to name it.
  if (type === "number") return text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
  return text;
}

function listOf(text: string): string[] {
  return [...new Set(text.split(/\r?\n/).flatMap((line) => line.trim() || []))];
}
