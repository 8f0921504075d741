import { z } from "zod";
import { pool } from "~/data/postgres.server";
import { Label, Note, PromptVariables, ScopeText, Syntax } from "~/features/prompts/rules/prompt-input.server";
import { resolvePrompt } from "~/features/prompts/rules/resolve-prompt.server";
import { savePrompt } from "~/features/prompts/rules/save-prompt.server";
import { botOfScope, GLOBAL_SCOPE } from "~/lib/prompt-scope";
import type { ApiKey } from "~/platform/api-key.server";
import { json } from "~/platform/api.server";
import { promptJson } from "./get-prompt-for-key.server";

export const PromptPut = z.object({
  scope: ScopeText.default(GLOBAL_SCOPE),
  body: z.string().describe("At most 1 MB."),
  base_version: z
    .number()
    .int()
    .min(0)
    .max(2_147_483_647)
    .nullish()
    .describe("The newest version that you know; 0 or absent for the first."),
  note: Note.optional(),
  syntax: Syntax.optional().describe("Left out: as it was, `mustache` at first."),
  variables: PromptVariables.optional().describe(
    "Left out: the declarations that are known of the placeholders, and plain text for the rest.",
  ),
  title: Label.optional(),
  category: Label.optional(),
  folder: Label.optional(),
});

/** 201 with the new version; 200 when the newest says the same already. */
export async function putPrompt(apiKey: ApiKey, key: string, input: z.infer<typeof PromptPut>): Promise<Response> {
  const { base_version, ...save } = input;
  const saved = await savePrompt(apiKey, { key, baseVersion: base_version ?? 0, ...save });
  const { version, activeVersion: active_version } = saved;
  const found = await resolvePrompt(pool(), { key, bot: botOfScope(input.scope), version });
  return json({ ...promptJson(found!), active_version }, { status: saved.outcome === "saved" ? 201 : 200 });
}
