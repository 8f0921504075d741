import { isSecretName } from "~/lib/secret-json";
import { CONTEXT_SETTINGS } from "./context-settings";
import { HOUSE_SETTINGS } from "./house-settings";
import { MODEL_SETTINGS } from "./model-settings";
import type { SettingDefinition } from "./setting-definition";

/** Every setting that the house knows, in the order of the page. */
export const SETTINGS: readonly SettingDefinition[] = [...CONTEXT_SETTINGS, ...MODEL_SETTINGS, ...HOUSE_SETTINGS];

const byKey = new Map(SETTINGS.map((setting) => [setting.key, setting]));

/** What is behind a connection to a provider: `provider_connection:<id>`, as the runtimes name it. */
const CONNECTION = "provider_connection:";

/** What is known of a key. A key that nobody registered may hold anything that is JSON. */
export function describeSetting(key: string): SettingDefinition {
  const known = byKey.get(key);
  if (known) return known;
  const isConnection = key.startsWith(CONNECTION);
  const isSecret = isConnection || isSecretName(key);
  return {
    key,
    label: isConnection ? `Connection to ${key.slice(CONNECTION.length) || "a provider"}` : key,
    group: isConnection ? "Connections" : "Other keys",
    help: isConnection ? "What signs in at the provider. It is sealed, and never shown again." : "",
    type: isSecret ? { kind: "secret" } : { kind: "json" },
    default: null,
    appliesTo: "both",
    isKnown: false,
  };
}

export function isSecretSetting(key: string): boolean {
  return describeSetting(key).type.kind === "secret";
}
