import {
  GLOBAL,
  findProfileFields,
  readSettingRows,
  type ProfileFields,
  type SettingRow,
} from "~/data/runtime/runtime-settings.server";
import type { Sql } from "~/data/postgres.server";
import { hideSecrets } from "~/lib/secret-json";
import type { SettingDefinition, SettingGroup } from "./registry/setting-definition";
import { describeSetting, SETTINGS } from "./registry/setting-registry";
import { checkSetting } from "./registry/setting-type";

export type EffectiveSetting = {
  key: string;
  label: string;
  group: SettingGroup;
  /** Always null for a secret. Null otherwise: nobody set it, and the runtime decides. */
  value: unknown;
  source: "bot" | "global" | "default";
  /** Where the bot says it: a setting of its own, or its profile. */
  via: "setting" | "profile" | null;
  isSecret: boolean;
  /** Whether anything stands there; for a secret, all that is told. */
  isSet: boolean;
  updatedAt: string | null;
  updatedBy: string | null;
};

/** What a profile says of a setting; what it leaves as shipped says nothing. */
function profileValue(profile: ProfileFields | null, setting: SettingDefinition): unknown {
  if (!profile || setting.appliesTo === "global") return undefined;
  if (setting.key === "include_summaries") return profile.include_summaries ? undefined : false;
  const config = profile.agent_backend_config;
  const value = Object.hasOwn(config, setting.key) ? config[setting.key] : undefined;
  if (setting.type.kind === "secret" || !setting.isKnown) return undefined;
  return checkSetting(setting.type, value).ok ? value : undefined;
}

type Layers = { own: Map<string, SettingRow>; global: Map<string, SettingRow>; profile: ProfileFields | null };

function resolve(setting: SettingDefinition, { own, global, profile }: Layers): EffectiveSetting {
  const { key, label, group } = setting;
  const isSecret = setting.type.kind === "secret";
  const base = { key, label, group, isSecret };
  const fromRow = (row: SettingRow, source: "bot" | "global"): EffectiveSetting => ({
    ...base,
    ...{ source, via: "setting", isSet: true, value: isSecret ? null : withDefaults(setting, row.value) },
    ...{ updatedAt: row.updated_at, updatedBy: row.updated_by },
  });
  const ownRow = own.get(key);
  if (ownRow && setting.appliesTo !== "global" && isUsable(setting, ownRow.value)) return fromRow(ownRow, "bot");
  const said = profileValue(profile, setting);
  const unmoved = { ...base, updatedAt: null, updatedBy: null };
  if (said !== undefined) return { ...unmoved, source: "bot", via: "profile", isSet: true, value: said };
  const globalRow = global.get(key);
  if (globalRow && setting.appliesTo !== "bot" && isUsable(setting, globalRow.value))
    return fromRow(globalRow, "global");
  return { ...unmoved, source: "default", via: null, isSet: false, value: isSecret ? null : setting.default };
}

/** A stored value that its setting does not allow any more counts as not set. */
function isUsable(setting: SettingDefinition, value: unknown): boolean {
  return setting.type.kind === "secret" || checkSetting(setting.type, value).ok;
}

/** Parts that an object leaves out are as shipped. A secret in the midst of other JSON stays on the server too. */
function withDefaults({ type, default: shipped }: SettingDefinition, value: unknown): unknown {
  return type.kind === "object" ? { ...(shipped as object), ...(value as object) } : hideSecrets(value);
}

/**
 * What holds for a bot, or with null for the house: the bot's own setting, else what its profile says, else the
 * house's setting, else the default. Settings that nobody registered are there when they are set.
 */
export async function getEffectiveSettings(sql: Sql, bot: string | null): Promise<EffectiveSetting[]> {
  // One after the other: the caller may hold a single connection.
  const global = await readSettingRows(sql, GLOBAL);
  const profile = bot === null ? null : await findProfileFields(sql, bot);
  // A bot that was renamed is asked for by its old name as well.
  const slug = profile?.slug ?? bot;
  const own = slug === null ? new Map<string, SettingRow>() : await readSettingRows(sql, { type: "bot", id: slug });
  const known = new Set(SETTINGS.map(({ key }) => key));
  const foreign = [...new Set([...global.keys(), ...own.keys()])].filter((key) => !known.has(key)).sort();
  return [...SETTINGS, ...foreign.map(describeSetting)]
    .filter((setting) => !setting.page && (bot !== null || setting.appliesTo !== "bot"))
    .map((setting) => resolve(setting, { own, global, profile }));
}
