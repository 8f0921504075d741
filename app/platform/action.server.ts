import { data } from "@remix-run/node";
import type { z } from "zod";
import { AppError } from "~/lib/errors";

/** What a form shows when its input was refused: a sentence, and one per field. */
export type FormProblem = { ok: false; message: string; fields: Record<string, string> };

const PROBLEM = "Some fields need another look.";

/**
 * Reads a form and checks it against the schema. Bad input throws a 400 that names the fields; it has no effects.
 * A field that occurs twice, or whose name ends in [], becomes a list.
 */
export async function parseAction<T extends z.ZodType>(request: Request, schema: T): Promise<z.infer<T>> {
  const input: Record<string, unknown> = {};
  const form = await request.formData();
  for (const name of new Set(form.keys())) {
    const values = form.getAll(name);
    if (name.endsWith("[]")) input[name.slice(0, -2)] = values;
    else input[name] = values.length > 1 ? values : values[0];
  }
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const fields: Record<string, string> = {};
  for (const issue of parsed.error.issues) fields[issue.path.join(".") || "form"] ??= issue.message;
  throw new AppError("invalid", PROBLEM, { fields });
}

const MENDABLE = new Set<string>([
  "invalid",
  "unauthenticated",
  "conflict",
  "rate_limited",
  "forbidden",
  "unavailable",
]);

/** Runs an action and hands problems that the person can mend back to the form; everything else goes on up. */
export async function answerForm<T>(work: () => Promise<T>) {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError && MENDABLE.has(error.code)) {
      const fields = (error.details?.fields ?? {}) as Record<string, string>;
      const problem: FormProblem = { ok: false, message: error.message, fields };
      const headers: Record<string, string> = {};
      if (typeof error.details?.retry_after_s === "number")
        headers["Retry-After"] = String(Math.ceil(error.details.retry_after_s));
      return data(problem, { status: error.status, headers });
    }
    throw error;
  }
}
