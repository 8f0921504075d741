import { hideSecrets } from "~/lib/secret-json";
import type { BotFields, PromptMode } from "~/data/runtime/bot-profile";
import { changedKeys, type BotFieldKey } from "./bot-changes";
import { BACKENDS } from "./typed-fields";

export const FIELD_LABELS: Record<BotFieldKey, string> = {
  name: "Name",
  description: "Description",
  color: "Colour",
  avatar: "Avatar",
  system_prompt: "System prompt",
  prompt_override_key: "Persona",
  agent_prompt: "Agent prompt",
  prompt_mode: "Prompt mode",
  default_model: "Default model",
  default_provider: "Default provider",
  fallback_models: "Fallbacks",
  default_voice: "Voice",
  tts_mode: "Speaks",
  agent_backend: "Backend",
  agent_backend_config: "Backend configuration",
  requires_memory: "Remembers",
  voice_optimized: "Written to be heard",
  include_summaries: "Reads summaries",
  include_in_global_search: "Found by the search over all bots",
  uses_tools: "Uses tools",
  uses_search: "Searches the web",
  uses_home_assistant: "Home Assistant",
  allowed_tools: "Allowed tools",
  limits: "Limits",
  nextcloud_config: "Nextcloud",
  enabled: "Enabled",
};

export const PROMPT_MODE_LABELS: Record<PromptMode, string> = {
  combined: "Combined",
  system_only: "System prompt only",
  agent_only: "Agent prompt only",
};

/** One field that differs, as texts; secrets are hidden in both. */
export type FieldChange = {
  key: BotFieldKey;
  label: string;
  kind: "line" | "text" | "json";
  before: string;
  after: string;
  /** The texts are equal, because what differs is hidden. */
  isHidden: boolean;
};

const JSON_FIELDS: ReadonlySet<BotFieldKey> = new Set(["agent_backend_config", "limits", "nextcloud_config"]);
const TEXT_FIELDS: ReadonlySet<BotFieldKey> = new Set(["system_prompt", "agent_prompt"]);

/** A value as a person reads it. */
export function sayField(key: BotFieldKey, fields: BotFields): string {
  const value = fields[key];
  if (key === "prompt_mode") return PROMPT_MODE_LABELS[fields.prompt_mode];
  if (key === "agent_backend") return BACKENDS[fields.agent_backend].label;
  if (key === "allowed_tools")
    return fields.allowed_tools.length === 0 ? "every tool" : fields.allowed_tools.join("\n");
  if (key === "fallback_models")
    return fields.fallback_models
      .map(({ model, provider }) => (provider ? `${model} at ${provider}` : model))
      .join("\n");
  if (key === "avatar" && fields.avatar?.startsWith("data:")) return `an image of ${fields.avatar.length} characters`;
  if (JSON_FIELDS.has(key)) return value === null ? "" : JSON.stringify(hideSecrets(value), sorted, 2);
  if (typeof value === "boolean") return value ? "on" : "off";
  return (value as string | null) ?? "";
}

function sorted(_key: string, value: unknown): unknown {
  return value && typeof value === "object" && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value;
}

/** What one state has and the other has not, field by field. */
export function describeChanges(before: BotFields, after: BotFields): FieldChange[] {
  return changedKeys(before, after).map((key) => {
    const [a, b] = [sayField(key, before), sayField(key, after)];
    const isLong = TEXT_FIELDS.has(key) || a.includes("\n") || b.includes("\n") || a.length + b.length > 160;
    const kind = JSON_FIELDS.has(key) ? "json" : isLong ? "text" : "line";
    return { key, label: FIELD_LABELS[key], kind, before: a, after: b, isHidden: a === b };
  });
}
