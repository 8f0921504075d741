import { z } from "zod";
import { AppError } from "~/lib/errors";
import { parsePromptScope, type PromptScope } from "~/lib/prompt-scope";
import { parseTemplate } from "~/lib/prompt-template/parse-template";
import {
  MAX_VARIABLES,
  VARIABLE_TYPES,
  variableProblems,
  type PromptVariable,
} from "~/lib/prompt-template/prompt-variable";
import {
  MAX_PROMPT_BYTES,
  NAME,
  PROMPT_KEY,
  TEMPLATE_SYNTAXES,
  type ParsedTemplate,
  type TemplateProblem,
  type TemplateSyntax,
} from "~/lib/prompt-template/template";

export const PromptKey = z
  .string()
  .regex(PROMPT_KEY, "must be 1 to 128 letters, digits and . _ : -")
  .meta({ example: "persona.helmsman" });

export const ScopeText = z.string().transform((text, context): PromptScope => {
  const scope = parsePromptScope(text);
  if (scope) return scope;
  context.addIssue({ code: "custom", message: "must be global or bot:<slug>" });
  return z.NEVER;
});

const Value = z.union([z.string().max(100_000), z.number(), z.array(z.string().max(10_000)).max(1000)]);
export const PromptVariableInput = z.object({
  name: z.string().regex(NAME, "must be letters, digits and _, not beginning with a digit"),
  type: z.enum(VARIABLE_TYPES).default("text"),
  description: z.string().max(1000).optional(),
  default: Value.nullish(),
  example: Value.nullish(),
  choices: z.array(z.string().min(1).max(200)).max(100).optional(),
  required: z.boolean().optional(),
});
export const PromptVariables = z.array(PromptVariableInput).max(MAX_VARIABLES);
export const Syntax = z.enum(TEMPLATE_SYNTAXES);
export const Note = z.string().trim().max(1000, "may have at most 1000 characters");
export const Label = z.string().trim().max(200, "may have at most 200 characters");

/** A sentence that says where. */
export function placed({ line, column, message }: Pick<TemplateProblem, "line" | "column" | "message">): string {
  return `Line ${line}, column ${column}: ${message}`;
}

/** What a refusal tells of each problem. */
export function toldProblem({ line, column, message, code }: TemplateProblem) {
  return { line, column, code, message };
}

export function refuseTemplate(problems: readonly TemplateProblem[]): AppError {
  const message = placed(problems[0]!);
  return new AppError("invalid", message, { fields: { body: message }, problems: problems.map(toldProblem) });
}

/** The body as it may be saved, or a refusal that says what to do. */
export function checkBody(body: string, syntax: TemplateSyntax): ParsedTemplate {
  const bytes = Buffer.byteLength(body);
  if (bytes > MAX_PROMPT_BYTES)
    throw new AppError(
      "too_large",
      `A prompt may have at most 1 MB; this one has ${(bytes / 1024 / 1024).toFixed(2)} MB.`,
      {
        fields: { body: "is larger than 1 MB" },
      },
    );
  const refuse = (message: string) => new AppError("invalid", `body: ${message}`, { fields: { body: message } });
  if (body.trim() === "") throw refuse("A prompt needs some words.");
  const nul = body.indexOf("\0");
  if (nul >= 0) throw refuse(`A NUL character, the ${nul + 1}th of the body, cannot be stored.`);
  const parsed = parseTemplate(body, syntax);
  if (parsed.problems.length > 0) throw refuseTemplate(parsed.problems);
  return parsed;
}

export function checkVariables(variables: readonly PromptVariable[]): void {
  const problems = variableProblems(variables);
  if (problems.length === 0) return;
  const { message } = problems[0]!;
  throw new AppError("invalid", `variables: ${message}`, { fields: { variables: message }, problems });
}
