export const PROMPT_MODES = ["combined", "system_only", "agent_only"] as const;
export type PromptMode = (typeof PROMPT_MODES)[number];

export const AGENT_BACKENDS = ["chat", "claude-code", "codex", "openclaw", "custom"] as const;
export type AgentBackend = (typeof AGENT_BACKENDS)[number];

export type FallbackModel = { model: string; provider: string | null };
export type JsonObject = { [key: string]: unknown };

/** What people set a bot up with, under the names of its columns. */
export type BotFields = {
  name: string;
  description: string;
  /** A name of the palette; null: by the slug. */
  color: string | null;
  /** An emoji, the data of an image, or "vrm:" and the id of a model. */
  avatar: string | null;
  system_prompt: string;
  /** The key of a persona that stands in the place of the system prompt. */
  prompt_override_key: string | null;
  agent_prompt: string;
  prompt_mode: PromptMode;
  default_model: string | null;
  default_provider: string | null;
  /** Tried in this order. */
  fallback_models: FallbackModel[];
  default_voice: string | null;
  tts_mode: boolean;
  agent_backend: AgentBackend;
  agent_backend_config: JsonObject;
  requires_memory: boolean;
  voice_optimized: boolean;
  include_summaries: boolean;
  include_in_global_search: boolean;
  uses_tools: boolean;
  uses_search: boolean;
  uses_home_assistant: boolean;
  /** Empty: every tool. */
  allowed_tools: string[];
  limits: JsonObject;
  nextcloud_config: JsonObject | null;
  enabled: boolean;
};

export type BotProfile = BotFields & {
  id: string;
  slug: string;
  /** What it was called before: rows under an old slug are still its own. */
  former_slugs: string[];
  source: string;
  revision: number;
  created_at: string;
  updated_at: string;
  updated_by: string;
};

/** A bot that nothing was said about yet. */
export const NEW_BOT: BotFields = {
  name: "",
  description: "",
  color: null,
  avatar: null,
  system_prompt: "",
  prompt_override_key: null,
  agent_prompt: "",
  prompt_mode: "combined",
  default_model: null,
  default_provider: null,
  fallback_models: [],
  default_voice: null,
  tts_mode: false,
  agent_backend: "chat",
  agent_backend_config: {},
  requires_memory: true,
  voice_optimized: false,
  include_summaries: true,
  include_in_global_search: true,
  uses_tools: false,
  uses_search: false,
  uses_home_assistant: false,
  allowed_tools: [],
  limits: {},
  nextcloud_config: null,
  enabled: true,
};

export const BOT_FIELD_KEYS = Object.keys(NEW_BOT) as (keyof BotFields)[];

/** What was set, without what the table keeps about it. */
export function fieldsOf(bot: BotFields): BotFields {
  return Object.fromEntries(BOT_FIELD_KEYS.map((key) => [key, bot[key]])) as BotFields;
}
