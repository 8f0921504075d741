import type { Sql } from "~/data/postgres.server";
import { fetchPrompts } from "~/data/runtime/prompt-fetch.server";
import { parseTemplate } from "~/lib/prompt-template/parse-template";
import type { TemplateSource } from "~/lib/prompt-template/render-template";
import { MAX_REFERENCE_DEPTH, referencesOf } from "~/lib/prompt-template/template";
import { AppError } from "~/lib/errors";
import { findShippedPrompt } from "./shipped-prompt";

/** Prompts that one prompt names, with those that they name. */
const MAX_PROMPTS = 200;

/**
 * Everything that a prompt refers to, as a bot or the house has it; the prompt itself stands among it as it was given. One
 * statement for each level.
 */
export async function loadReferences(
  sql: Sql,
  root: TemplateSource,
  bot: string | null,
): Promise<Map<string, TemplateSource>> {
  const known = new Map<string, TemplateSource>([[root.key, root]]);
  let wanted = referencesOf(root.parsed);
  for (let depth = 0; depth <= MAX_REFERENCE_DEPTH; depth++) {
    const keys = wanted.filter((key) => !known.has(key));
    if (keys.length === 0) break;
    if (known.size + keys.length > MAX_PROMPTS)
      throw new AppError(
        "invalid",
        `With all that it names, ${root.key} consists of more than ${MAX_PROMPTS} prompts.`,
      );
    const rows = new Map((await fetchPrompts(sql, keys, bot)).map((row) => [row.key, row]));
    wanted = [];
    for (const key of keys) {
      const found = rows.get(key) ?? findShippedPrompt(key);
      if (!found) continue;
      const parsed = parseTemplate(found.body, found.syntax);
      known.set(key, { key, parsed, variables: found.variables });
      wanted.push(...referencesOf(parsed));
    }
  }
  return known;
}
