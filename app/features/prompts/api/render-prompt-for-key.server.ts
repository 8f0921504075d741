import { z } from "zod";
import { pool } from "~/data/postgres.server";
import type { ContentVariables } from "~/features/prompts/rules/content-variables";
import { placed } from "~/features/prompts/rules/prompt-input.server";
import { renderPrompt } from "~/features/prompts/rules/render-prompt.server";
import { AppError } from "~/lib/errors";
import { DEFAULT_SCOPE } from "~/lib/prompt-scope";
import type { ApiKey } from "~/platform/api-key.server";
import { AskedScope, botAsked, noPrompt } from "./get-prompt-for-key.server";

export const RenderBody = z.object({
  scope: AskedScope,
  version: z.number().int().min(0).max(2_147_483_647).optional().describe("Left out: the active one."),
  variables: z
    .record(z.string().max(200), z.unknown())
    .default({})
    .describe("Texts, numbers and lists of texts, by name. Null is no value."),
});

/** What is missing is part of the answer; what is wrong is a refusal. */
const PART_OF_ANSWER = new Set(["missing", "reference"]);

export async function renderPromptForKey(
  apiKey: ApiKey,
  key: string,
  { scope, version, variables }: z.infer<typeof RenderBody>,
  content: ContentVariables,
) {
  const bot = botAsked(apiKey, scope);
  const wanted = scope === DEFAULT_SCOPE ? 0 : version;
  const found = await renderPrompt(pool("config"), { key, bot, version: wanted }, variables, content);
  if (!found) throw noPrompt(key, version);
  const { text, missing, unknown, problems } = found.rendered;
  const told = problems.map(({ key: of, code, line, column, message }) => ({ key: of, code, line, column, message }));
  const wrong = told.find(({ code }) => !PART_OF_ANSWER.has(code));
  if (wrong) {
    const where = wrong.key === key ? "" : `In ${wrong.key}: `;
    throw new AppError("invalid", where + placed(wrong), { problems: told });
  }
  return { version: found.version, scope: found.scope, text, missing, unknown, problems: told };
}
