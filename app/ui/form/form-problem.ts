import { createContext } from "react";

/** Why a form was refused: a sentence, and one for each field. */
export type FormProblem = { ok: false; message: string; fields: Record<string, string> };

/** The problem of the form around, so that each field finds its own sentence by its name. */
export const FormProblemContext = createContext<FormProblem | undefined>(undefined);

export function isFormProblem(value: unknown): value is FormProblem {
  return typeof value === "object" && value !== null && "ok" in value && value.ok === false && "fields" in value;
}
