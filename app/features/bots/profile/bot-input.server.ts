import { z } from "zod";
import { BOT_COLORS } from "~/lib/bot-colors";
import { AGENT_BACKENDS, BOT_FIELD_KEYS, NEW_BOT, PROMPT_MODES, type BotFields } from "~/data/runtime/bot-profile";
import { avatarProblem } from "./bot-avatar";

const MAX_PROMPT = 1_000_000;
const MAX_JSON = 64_000;
const HEX = /^#[0-9a-f]{6}$/i;
const COLOR_RULE = `is one of ${Object.keys(BOT_COLORS).join(", ")}, or #rrggbb`;
const NAME = /^[A-Za-z0-9._:-]{1,128}$/;

const Line = (max: number) =>
  z
    .string("must be a text")
    .trim()
    .max(max, `may have at most ${max} characters`)
    // eslint-disable-next-line no-control-regex -- these are what is refused
    .regex(/^[^\u0000-\u001f\u007f]*$/, "must be one line of text");
const OptionalLine = (max: number) =>
  Line(max)
    .transform((text) => text || null)
    .nullable();
/** Postgres stores no NUL, and browsers send lines that end in two signs. */
const Text = (max: number) =>
  z
    .string("must be a text")
    .max(max, `may have at most ${max.toLocaleString("en")} characters`)
    .transform((text) => text.replaceAll("\0", "\uFFFD").replaceAll("\r\n", "\n"));
const JsonObject = z
  .record(z.string(), z.unknown(), "must be a JSON object")
  .refine((value) => JSON.stringify(value).length <= MAX_JSON, `may have at most ${MAX_JSON / 1000} KB`)
  .transform((value) => JSON.parse(JSON.stringify(value).replaceAll("\\u0000", "\\uFFFD")) as Record<string, unknown>);
const Flag = z.boolean("must be true or false");

/** Everything a bot is set up with. */
const Fields = z.object({
  name: Line(128),
  description: Text(2_000),
  color: z
    .string("must be a text")
    .trim()
    .refine((color) => color === "" || Object.hasOwn(BOT_COLORS, color) || HEX.test(color), COLOR_RULE)
    .transform((color) => color || null)
    .nullable(),
  avatar: z
    .string("must be a text")
    .trim()
    .superRefine((avatar, context) => {
      const problem = avatarProblem(avatar);
      if (problem) context.addIssue({ code: "custom", message: problem });
    })
    .transform((avatar) => avatar || null)
    .nullable(),
  system_prompt: Text(MAX_PROMPT),
  prompt_override_key: OptionalLine(128).refine(
    (key) => key === null || NAME.test(key),
    "is the key of a prompt: letters, digits and . _ : -",
  ),
  agent_prompt: Text(MAX_PROMPT),
  prompt_mode: z.enum(PROMPT_MODES, `is one of ${PROMPT_MODES.join(", ")}`),
  default_model: OptionalLine(200),
  default_provider: OptionalLine(200),
  fallback_models: z
    .array(z.object({ model: Line(200).min(1, "needs a model"), provider: OptionalLine(200) }), "must be a list")
    .max(20, "may have at most 20 models"),
  default_voice: OptionalLine(200),
  tts_mode: Flag,
  agent_backend: z.enum(AGENT_BACKENDS, `is one of ${AGENT_BACKENDS.join(", ")}`),
  agent_backend_config: JsonObject,
  requires_memory: Flag,
  voice_optimized: Flag,
  include_summaries: Flag,
  include_in_global_search: Flag,
  uses_tools: Flag,
  uses_search: Flag,
  uses_home_assistant: Flag,
  allowed_tools: z
    .array(Line(200).min(1, "needs a name"), "must be a list of names")
    .max(500, "may have at most 500 tools")
    .transform((tools) => [...new Set(tools)]),
  limits: JsonObject,
  nextcloud_config: JsonObject.nullable(),
  enabled: Flag,
});

/** The sentences for the fields that are wrong, or the fields. */
export function checkBot(
  input: unknown,
): { fields: BotFields; problems?: never } | { problems: Record<string, string> } {
  const parsed = Fields.safeParse({ ...NEW_BOT, ...(input as object) });
  if (parsed.success)
    return { fields: Object.fromEntries(BOT_FIELD_KEYS.map((key) => [key, parsed.data[key]])) as BotFields };
  const problems: Record<string, string> = {};
  for (const issue of parsed.error.issues) problems[String(issue.path[0] ?? "form")] ??= issue.message;
  return { problems };
}
