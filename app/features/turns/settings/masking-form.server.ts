import { z } from "zod";
import { AppError } from "~/lib/errors";
import { Id } from "~/features/turns/ingest/ingest-schemas.server";
import { EVERY_BOT } from "~/lib/every-bot";
import { compileRule, Masker, type MaskRule } from "~/features/turns/masking/masks";
import { PatternProblem } from "~/lib/linear-pattern/parse-pattern";

const ticked = z
  .literal("on")
  .optional()
  .transform((value) => value === "on");

export const MaskFields = z.object({
  name: z.string().trim().min(1, "Give it a name").max(80),
  kind: z.enum(["pattern", "key"]),
  bot_id: z
    .string()
    .trim()
    .transform((value) => value || EVERY_BOT)
    .pipe(z.union([z.literal(EVERY_BOT), Id], "Name a bot as its runtime does, or leave it empty")),
  find: z.string().min(1, "What shall be found"),
  ignore_case: ticked,
  check_digits: ticked,
  replacement: z.string().max(100).default(""),
});
export type MaskInput = z.infer<typeof MaskFields>;

export const MaskChange = z.discriminatedUnion("intent", [
  MaskFields.extend({ intent: z.literal("save") }),
  MaskFields.extend({ intent: z.literal("preview"), text: z.string().max(200_000, "is too long to try") }),
  z.object({ intent: z.literal("delete") }),
]);
export const MaskNew = z.discriminatedUnion("intent", [
  MaskFields.extend({ intent: z.literal("create") }),
  MaskFields.extend({ intent: z.literal("preview"), text: z.string().max(200_000, "is too long to try") }),
]);
export const MaskListChange = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("enable"), id: z.uuid() }),
  z.object({ intent: z.literal("disable"), id: z.uuid() }),
  z.object({ intent: z.literal("add"), example: z.string().max(40) }),
]);

/** Refuses a rule that cannot be used, with the reason at its field. */
export function checkRule(rule: MaskRule): ReturnType<typeof compileRule> {
  try {
    return compileRule(rule);
  } catch (error) {
    if (!(error instanceof PatternProblem)) throw error;
    throw new AppError("invalid", "This rule cannot be used.", { fields: { find: error.message } });
  }
}

export type MaskPreview = { shown: string; count: number; text: string; input: MaskInput };

/** What a rule would make of a text or of JSON, before anybody saves it. */
export function previewRule({ text, ...input }: MaskInput & { text: string }): MaskPreview {
  let count = 0;
  const masker = new Masker([checkRule({ ...input, id: "preview" })], (_id, times) => {
    count += times;
  });
  return { shown: masker.text(text), count, text, input };
}
