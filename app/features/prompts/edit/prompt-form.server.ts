import { z } from "zod";
import { VARIABLE_TYPES } from "~/lib/prompt-template/prompt-variable";
import { PROMPT_KEY, TEMPLATE_SYNTAXES } from "~/lib/prompt-template/template";
import { hasClashMarks } from "~/lib/three-way-merge";
import { variablesOfRows } from "./variable-form";

const texts = z.array(z.string().max(200_000)).max(300).default([]);
const label = z.string().trim().max(200, "At most 200 characters.").default("");

/** What the editor sends, whatever it asks for. Fields of one variable stand at the same place of their lists. */
const fields = {
  body: z.string().transform((text) => text.replaceAll("\r\n", "\n")),
  syntax: z.enum(TEMPLATE_SYNTAXES),
  base: z.coerce.number().int().min(0).max(2_147_483_647).default(0),
  note: z.string().trim().max(1000, "At most 1000 characters.").default(""),
  name: texts,
  type: z.array(z.enum(VARIABLE_TYPES)).max(300).default([]),
  default: texts,
  example: texts,
  choices: texts,
  description: texts,
  required: texts,
};

const key = z.string().trim().regex(PROMPT_KEY, "Letters, digits and . _ : - and at most 128 of them.");
const bot = z
  .string()
  .trim()
  .regex(/^(?:[A-Za-z0-9._:-]{1,128})?$/, "A bot's slug, or nothing for everybody.")
  .default("");

const unmarked = fields.body.refine((body) => !hasClashMarks(body), {
  message: "Both wordings still stand there between marks. Choose one of each, and take the marks out.",
});

export const PromptEdit = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("save"), ...fields, body: unmarked }),
  z.object({ intent: z.literal("preview"), ...fields, turn: z.string().max(128).default("") }),
  z.object({ intent: z.literal("merge"), ...fields }),
]);

export const NewPrompt = z.discriminatedUnion("intent", [
  z.object({
    ...{ intent: z.literal("create"), ...fields, body: unmarked, key, bot },
    ...{ title: label, category: label, folder: label },
  }),
  z.object({
    intent: z.literal("preview"),
    ...fields,
    key: z.string().default(""),
    turn: z.string().max(128).default(""),
  }),
]);

type Listed = Pick<
  z.infer<z.ZodObject<typeof fields>>,
  "name" | "type" | "default" | "example" | "choices" | "description" | "required"
>;

export function variablesOfForm(form: Listed) {
  return variablesOfRows(
    form.name.map((name, at) => ({
      ...{ name, type: form.type[at] ?? "text", default: form.default[at] ?? "", example: form.example[at] ?? "" },
      ...{
        choices: form.choices[at] ?? "",
        description: form.description[at] ?? "",
        required: form.required[at] ?? "",
      },
    })),
  );
}
