import { z } from "zod";
import { AGENT_BACKENDS, PROMPT_MODES } from "~/data/runtime/bot-profile";

/** What the machine interface answers about bots; the tests hold the real answers against these. */
const text = z.string().nullable();
const time = z.iso.datetime();

const Pause = z
  .strictObject({ scope: z.enum(["bot", "every"]), reason: z.string(), paused_by: z.string(), paused_at: time })
  .nullable();

export const BotJson = z.strictObject({
  slug: z.string(),
  former_slugs: z.array(z.string()),
  name: z.string(),
  description: z.string(),
  color: text,
  avatar: text.describe("An emoji, or vrm: and the id of a model. Null where it is a picture."),
  enabled: z.boolean(),
  configured: z.boolean().describe("False for a bot that turns, settings or prompts name and nobody has set up."),
  paused: z.boolean().describe("While it is true, new turns are refused with 409 and the reason bot_paused."),
  paused_reason: text,
  pause: Pause,
  agent_backend: z.enum(AGENT_BACKENDS),
  default_model: text,
  default_provider: text,
  revision: z.number().int(),
  updated_at: time.nullable(),
});

const json = z.record(z.string(), z.unknown());
const Profile = z.strictObject({
  name: z.string(),
  description: z.string(),
  color: text,
  avatar: text,
  system_prompt: z.string(),
  prompt_override_key: text,
  agent_prompt: z.string(),
  prompt_mode: z.enum(PROMPT_MODES),
  default_model: text,
  default_provider: text,
  fallback_models: z.array(z.strictObject({ model: z.string(), provider: text })),
  default_voice: text,
  tts_mode: z.boolean(),
  agent_backend: z.enum(AGENT_BACKENDS),
  agent_backend_config: json.describe("Session keys are here; passwords and tokens read [hidden]."),
  requires_memory: z.boolean(),
  voice_optimized: z.boolean(),
  include_summaries: z.boolean(),
  include_in_global_search: z.boolean(),
  uses_tools: z.boolean(),
  uses_search: z.boolean(),
  uses_home_assistant: z.boolean(),
  allowed_tools: z.array(z.string()).describe("Empty: every tool."),
  limits: json,
  nextcloud_config: json.nullable(),
  enabled: z.boolean(),
});

export const BotDetailJson = BotJson.extend({
  profile: Profile.nullable(),
  settings: z.array(
    z.strictObject({
      key: z.string(),
      value: z.unknown(),
      source: z.enum(["bot", "global", "default"]),
      via: z.enum(["setting", "profile"]).nullable(),
      is_secret: z.boolean(),
      is_set: z.boolean(),
    }),
  ),
  prompts: z.array(
    z.strictObject({
      key: z.string(),
      scope: z.string().describe("bot:<slug>, global or default."),
      version: z.number().int(),
      pinned: z.boolean(),
    }),
  ),
});

export const BotListJson = z.strictObject({ data: z.array(BotJson), next_cursor: text });
