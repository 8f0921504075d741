import { z } from "zod";
import { pool } from "~/data/postgres.server";
import { PromptKey } from "~/features/prompts/rules/prompt-input.server";
import { resolvePrompt, type ResolvedPrompt } from "~/features/prompts/rules/resolve-prompt.server";
import { AppError } from "~/lib/errors";
import { botOfScope, DEFAULT_SCOPE, parsePromptScope } from "~/lib/prompt-scope";
import { requireBot, type ApiKey } from "~/platform/api-key.server";
import { conditionalJson, knownEtags, notModified } from "~/platform/conditional.server";

const MAX_VERSION = 2_147_483_647;

/** Whose prompt is asked for. */
export const AskedScope = z
  .string()
  .default("global")
  .refine((text) => text === DEFAULT_SCOPE || parsePromptScope(text) !== null, "must be global or bot:<slug>")
  .describe("`global`, `bot:<slug>` for what holds for that bot, or `default` for what ships with the product.");

export const PromptQuery = z.object({
  scope: AskedScope,
  version: z
    .string()
    .regex(/^\d{1,10}$/, "must be a whole number")
    .transform(Number)
    .refine((version) => version <= MAX_VERSION, "is larger than any version")
    .optional()
    .describe("Left out: the pinned one, else the newest."),
});

/** The key that stands in the address. */
export function keyFromPath(value: string | undefined): string {
  const parsed = PromptKey.safeParse(value);
  if (parsed.success) return parsed.data;
  const message = parsed.error.issues[0]!.message;
  throw new AppError("invalid", `key: ${message}`, { fields: { key: message } });
}

/** The bot of a scope, which the key must be allowed to act for; the house's prompts are everybody's to read. */
export function botAsked(key: ApiKey, scope: string): string | null {
  const parsed = scope === DEFAULT_SCOPE ? null : parsePromptScope(scope);
  const bot = parsed && botOfScope(parsed);
  if (bot !== null) requireBot(key, bot);
  return bot;
}

export function noPrompt(key: string, version?: number): AppError {
  return new AppError(
    "not_found",
    `There is no ${version === undefined ? "" : `version ${version} of the `}prompt ${key}.`,
  );
}

export function promptJson({ key, scope, version, pinned, syntax, body, variables, updatedAt }: ResolvedPrompt) {
  return { key, scope, version, pinned, syntax, body, variables, updated_at: updatedAt };
}

/** What a runtime asks for before each turn: the key, one statement, and nothing else that could fail or be slow. */
export async function getPromptForKey(
  apiKey: ApiKey,
  request: Request,
  key: string,
  { scope, version }: z.infer<typeof PromptQuery>,
): Promise<Response> {
  const bot = botAsked(apiKey, scope);
  const wanted = scope === DEFAULT_SCOPE ? 0 : version;
  if (scope === DEFAULT_SCOPE && version) throw noPrompt(key, version);
  const found = await resolvePrompt(pool("config"), { key, bot, version: wanted, known: knownEtags(request) });
  if (!found) throw noPrompt(key, version);
  return found.body === null ? notModified(found.etag) : conditionalJson(request, promptJson(found), found.etag);
}
