import { z } from "zod";
import { PromptVariableInput, Syntax } from "~/features/prompts/rules/prompt-input.server";

/** What the machine interface answers about prompts; the tests hold the real answers against these. */
const version = z.number().int().min(0);
const time = z.iso.datetime();

const Scope = z
  .string()
  .describe("`bot:<slug>`, `global`, or `default` for what ships with the product, whose version is 0.");

export const PromptJson = z.strictObject({
  key: z.string(),
  scope: Scope,
  version,
  pinned: z.boolean().describe("Whether the pin of its scope stands on this version."),
  syntax: Syntax,
  body: z.string(),
  variables: z.array(PromptVariableInput),
  updated_at: time,
});
export const SavedPromptJson = PromptJson.extend({
  active_version: version.describe("What a fetch answers now: a pin holds against new versions."),
});
export const PromptRow = z.strictObject({
  key: z.string(),
  scope: Scope,
  title: z.string(),
  category: z.string(),
  folder: z.string(),
  version: version.describe("The active one."),
  newest_version: version,
  pinned: z.boolean(),
  protected: z.boolean(),
  syntax: Syntax,
  chars: z.number().int(),
  tokens: z.number().int().nullable(),
  updated_at: time,
});
export const VersionRow = z.strictObject({
  key: z.string(),
  scope: Scope,
  version,
  active: z.boolean(),
  pinned: z.boolean(),
  syntax: Syntax,
  note: z.string(),
  chars: z.number().int(),
  tokens: z.number().int().nullable(),
  created_by: z.string(),
  created_at: time,
});
export const RenderJson = z.strictObject({
  version,
  scope: Scope,
  text: z.string().nullable().describe("Null when something is missing: the text is whole, or there is none."),
  missing: z.array(z.string()).describe("Has no value and no default; a prompt that is not there as `> key`."),
  unknown: z.array(z.string()).describe("Values that no placeholder names."),
  problems: z.array(
    z.strictObject({ key: z.string(), code: z.string(), line: z.number(), column: z.number(), message: z.string() }),
  ),
});
