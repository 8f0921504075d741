import type { BotFields } from "~/data/runtime/bot-profile";
import { BACKENDS, joinTyped, LIMIT_FIELDS, linesOf, splitTyped } from "../profile/typed-fields";

/** The form as it is typed: texts, so that what was refused can be shown again as it was. */
export type BotFormValues = {
  texts: Record<string, string>;
  fallbacks: { model: string; provider: string }[];
  /** Names of the switches that are on. */
  on: string[];
};

export const SWITCHES = [
  "enabled",
  "tts_mode",
  "requires_memory",
  "voice_optimized",
  "include_summaries",
  "include_in_global_search",
  "uses_tools",
  "uses_search",
  "uses_home_assistant",
] as const satisfies readonly (keyof BotFields)[];
const TEXTS = ["name", "description", "system_prompt", "agent_prompt", "prompt_mode", "agent_backend"] as const;
const OPTIONAL = [
  "color",
  "avatar",
  "prompt_override_key",
  "default_model",
  "default_provider",
  "default_voice",
] as const;
export const CONFIG = "config.";
export const LIMIT = "limit.";

/** A stored bot as its form shows it. */
export function toFormValues(fields: BotFields): BotFormValues {
  const texts: Record<string, string> = {};
  for (const key of TEXTS) texts[key] = fields[key];
  for (const key of OPTIONAL) texts[key] = fields[key] ?? "";
  texts.allowed_tools = fields.allowed_tools.join("\n");
  texts.nextcloud_config = fields.nextcloud_config ? JSON.stringify(fields.nextcloud_config, null, 2) : "";
  const config = splitTyped(fields.agent_backend_config, BACKENDS[fields.agent_backend].fields);
  for (const [key, text] of Object.entries(config.typed)) texts[CONFIG + key] = text;
  texts.config_rest = config.rest;
  const limits = splitTyped(fields.limits, LIMIT_FIELDS);
  for (const [key, text] of Object.entries(limits.typed)) texts[LIMIT + key] = text;
  texts.limits_rest = limits.rest;
  return {
    texts,
    fallbacks: fields.fallback_models.map(({ model, provider }) => ({ model, provider: provider ?? "" })),
    on: SWITCHES.filter((key) => fields[key]),
  };
}

const MAX_TEXT = 1_100_000;

const NOT_FIELDS: ReadonlySet<string> = new Set(["intent", "draft", "note", "base_revision"]);

/** What a browser sent, by the names of the controls. */
export function readFormValues(sent: Record<string, unknown>): BotFormValues {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(sent))
    if (typeof value === "string" && !NOT_FIELDS.has(name))
      texts[name] = value.slice(0, MAX_TEXT).replaceAll("\r\n", "\n");
  const list = (name: string) => (Array.isArray(sent[name]) ? sent[name].map(String) : []);
  const providers = list("fallback_provider");
  return {
    texts,
    fallbacks: list("fallback_model")
      .map((model, at) => ({ model: model.trim(), provider: (providers[at] ?? "").trim() }))
      .filter(({ model, provider }) => model !== "" || provider !== ""),
    on: SWITCHES.filter((key) => sent[key] === "on"),
  };
}

function typedOf(texts: Record<string, string>, prefix: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, text]) => [name.slice(prefix.length), text]),
  );
}

/** The fields that were meant, still unchecked, and what could not be read. */
export function fromFormValues({ texts, fallbacks, on }: BotFormValues): {
  input: Record<string, unknown>;
  problems: Record<string, string>;
} {
  const input: Record<string, unknown> = {};
  const problems: Record<string, string> = {};
  for (const key of TEXTS) input[key] = texts[key] ?? "";
  for (const key of OPTIONAL) input[key] = texts[key] || null;
  for (const key of SWITCHES) input[key] = on.includes(key);
  input.fallback_models = fallbacks.map(({ model, provider }) => ({ model, provider: provider || null }));
  input.allowed_tools = linesOf(texts.allowed_tools ?? "");
  const config = joinTyped(typedOf(texts, CONFIG), texts.config_rest ?? "");
  if ("problem" in config)
    problems[config.problem.key ? CONFIG + config.problem.key : "config_rest"] = config.problem.message;
  else input.agent_backend_config = config.value;
  const limits = joinTyped(typedOf(texts, LIMIT), texts.limits_rest ?? "");
  if ("problem" in limits)
    problems[limits.problem.key ? LIMIT + limits.problem.key : "limits_rest"] = limits.problem.message;
  else input.limits = limits.value;
  const nextcloud = joinTyped({}, texts.nextcloud_config ?? "");
  if ("problem" in nextcloud) problems.nextcloud_config = nextcloud.problem.message;
  else input.nextcloud_config = (texts.nextcloud_config ?? "").trim() === "" ? null : nextcloud.value;
  return { input, problems };
}

/** Carried through the review in one hidden field. Null for what this form did not write. */
export function parseDraft(text: string): BotFormValues | null {
  try {
    const draft = JSON.parse(text) as BotFormValues;
    const isRight =
      Object.values(draft.texts).every((each) => typeof each === "string") &&
      draft.fallbacks.every(({ model, provider }) => typeof model === "string" && typeof provider === "string") &&
      draft.on.every((each) => typeof each === "string");
    return isRight ? draft : null;
  } catch {
    return null;
  }
}
