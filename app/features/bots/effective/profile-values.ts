import { NEW_BOT, type BotFields } from "~/data/runtime/bot-profile";
import { isSecretName } from "~/lib/secret-json";
import { isSame } from "../profile/bot-changes";
import type { EffectiveValue } from "./effective-sources";

type Field = readonly [key: keyof BotFields, label: string, group: string];

/** What of a profile is at work in each turn, by what it decides. */
const FIELDS: readonly Field[] = [
  ["enabled", "Enabled", "Model and backend"],
  ["default_model", "Model", "Model and backend"],
  ["default_provider", "Provider", "Model and backend"],
  ["fallback_models", "When the model fails", "Model and backend"],
  ["agent_backend", "Backend", "Model and backend"],
  ["prompt_mode", "Prompt mode", "Model and backend"],
  ["requires_memory", "Needs its memory", "Memory and tools"],
  ["include_in_global_search", "Found by the search of all bots", "Memory and tools"],
  ["uses_tools", "Uses tools", "Memory and tools"],
  ["allowed_tools", "Tools it may use", "Memory and tools"],
  ["uses_search", "Searches the web", "Memory and tools"],
  ["uses_home_assistant", "Speaks with Home Assistant", "Memory and tools"],
  ["default_voice", "Voice", "Voice"],
  ["tts_mode", "Read aloud", "Voice"],
  ["voice_optimized", "Writes for the ear", "Voice"],
];

function fromProfile(key: string, label: string, group: string, value: unknown, isDefault: boolean): EffectiveValue {
  const isSecret = isSecretName(key);
  const source = isDefault ? "default" : "bot";
  return { key, label, group, value: isSecret ? null : value, source, via: "profile", isSecret, isSet: !isDefault };
}

/** What the profile says. What a setting takes out of it (`known`) is told there, with what else bears on it. */
export function profileValues(profile: BotFields, known: ReadonlySet<string>): EffectiveValue[] {
  const fields = FIELDS.map(([key, label, group]) =>
    fromProfile(key, label, group, profile[key], isSame(profile[key], NEW_BOT[key])),
  );
  const entries = (object: Record<string, unknown>, group: string) =>
    Object.entries(object)
      .filter(([key]) => !known.has(key))
      .map(([key, value]) => fromProfile(key, key, group, value, false));
  return [
    ...fields,
    ...entries(profile.agent_backend_config, "Model and backend"),
    ...entries(profile.limits, "Limits"),
    ...entries(profile.nextcloud_config ?? {}, "Nextcloud"),
  ];
}
