import type { SettingType } from "./setting-type";

/** The groups of the page, in its order. */
export const SETTING_GROUPS = [
  "Memory and history",
  "Context window",
  "Models",
  "Sampling",
  "Agents",
  "Background work",
  "Connections",
  "Console",
  "Other keys",
] as const;
export type SettingGroup = (typeof SETTING_GROUPS)[number];

export type SettingDefinition = {
  key: string;
  label: string;
  group: SettingGroup;
  /** What changes for the bots when it changes. */
  help: string;
  type: SettingType;
  /** Null: the runtime decides by itself. */
  default: unknown;
  /** What a null default means, as in "the bot's own model". */
  unset?: string;
  appliesTo: "global" | "bot" | "both";
  /** The page that changes it, with the care that it needs. */
  page?: string;
  isKnown: boolean;
};

type Given = Omit<SettingDefinition, "group" | "isKnown">;

/** The settings of one group. */
export function inGroup(group: SettingGroup, settings: readonly Given[]): SettingDefinition[] {
  return settings.map((setting) => ({ ...setting, group, isKnown: true }));
}
