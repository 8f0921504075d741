import { GLOBAL_SCOPE, type PromptScope } from "~/lib/prompt-scope";
import { savePrompt, type PromptSave } from "~/features/prompts/rules/save-prompt.server";
import type { PromptWriter } from "~/features/prompts/rules/prompt-writer.server";

export const forBot = (id: string): PromptScope => ({ type: "bot", id });

/** Saves a body for the house, as the first version unless told otherwise. */
export function saveBody(writer: PromptWriter, key: string, body: string, changes: Partial<PromptSave> = {}) {
  return savePrompt(writer, { key, scope: GLOBAL_SCOPE, body, baseVersion: 0, ...changes });
}

/** As many versions as bodies, each based on the one before. */
export async function saveBodies(
  writer: PromptWriter,
  key: string,
  bodies: readonly string[],
  changes: Partial<PromptSave> = {},
): Promise<void> {
  let baseVersion = 0;
  for (const body of bodies) baseVersion = (await saveBody(writer, key, body, { ...changes, baseVersion })).version;
}
