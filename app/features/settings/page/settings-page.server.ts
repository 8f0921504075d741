import {
  countOverrides,
  listSettingBots,
  readSettingRows,
  type SettingBot,
  type SettingRow,
  type SettingScope,
} from "~/data/runtime/runtime-settings.server";
import { listSettingChanges } from "~/data/runtime/setting-changes.server";
import { pool, type Sql } from "~/data/postgres.server";
import { hideSecrets } from "~/lib/secret-json";
import { getEffectiveSettings, type EffectiveSetting } from "../effective-settings.server";
import { SETTING_GROUPS, type SettingDefinition, type SettingGroup } from "../registry/setting-definition";
import { describeSetting, SETTINGS } from "../registry/setting-registry";
import { checkSetting } from "../registry/setting-type";
import { stampOf } from "../rules/change-setting.server";
import { printScope } from "../rules/setting-scope";
import { secretState, type SecretState } from "../rules/stored-secret";
import { ONLY_SET_PARAM, OPEN_PARAM, SEARCH_PARAM } from "./settings-filters";

const MOST_CHANGES = 50;

/** What stands in the scope that is shown. */
export type OwnSetting = { value: unknown; updatedAt: string; updatedBy: string; problem: string | null };

export type SettingLine = SettingDefinition & {
  /** What holds in this scope, and where it comes from. Of a secret neither value is told. */
  value: unknown;
  source: EffectiveSetting["source"];
  via: EffectiveSetting["via"];
  isSet: boolean;
  own: OwnSetting | null;
  secret: SecretState | null;
  seen: string;
  /** How many bots have a value of their own, where the whole house is shown. */
  overrides: number;
};

export type SettingPast = {
  id: string;
  before: unknown;
  after: unknown;
  at: string;
  by: string;
};

export type SettingsPage = {
  scope: string;
  bot: string | null;
  groups: { name: SettingGroup; lines: SettingLine[] }[];
  /** Of the setting that is open, with its history. */
  open: { key: string; past: SettingPast[] } | null;
  shown: number;
  total: number;
};

/** All settings of a scope as its address asks for them. */
export async function getSettingsPage(
  scope: SettingScope,
  params: URLSearchParams,
  sql: Sql = pool(),
): Promise<SettingsPage> {
  const bot = scope.type === "bot" ? scope.id : null;
  const effective = new Map((await getEffectiveSettings(sql, bot)).map((setting) => [setting.key, setting]));
  const rows = await readSettingRows(sql, scope);
  const overrides = bot === null ? await countOverrides(sql) : new Map<string, number>();
  const known = new Set(SETTINGS.map(({ key }) => key));
  const definitions = [
    ...SETTINGS,
    ...[...effective.keys(), ...rows.keys()].filter((key) => !known.has(key)).map(describeSetting),
  ];
  const lines = [...new Map(definitions.map((setting) => [setting.key, setting])).values()]
    .filter((setting) => setting.appliesTo === "both" || setting.appliesTo === scope.type || rows.has(setting.key))
    .map((setting) => toLine(setting, effective.get(setting.key), rows.get(setting.key), overrides));
  const wanted = lines.filter(matches(params));
  const key = params.get(OPEN_PARAM);
  const open = key !== null && wanted.some((line) => line.key === key) ? key : null;
  return {
    scope: printScope(scope),
    bot,
    groups: SETTING_GROUPS.map((name) => ({ name, lines: wanted.filter((line) => line.group === name) })).filter(
      (group) => group.lines.length > 0,
    ),
    open: open === null ? null : { key: open, past: await listPast(sql, scope, open) },
    shown: wanted.length,
    total: lines.length,
  };
}

function toLine(
  setting: SettingDefinition,
  effective: EffectiveSetting | undefined,
  row: SettingRow | undefined,
  overrides: Map<string, number>,
): SettingLine {
  const isSecret = setting.type.kind === "secret";
  const own = row ? ownOf(setting, row, isSecret) : null;
  return {
    ...setting,
    // What has a page of its own is not among what bots are given.
    value: effective ? effective.value : isSecret ? null : (row?.value ?? setting.default),
    source: effective?.source ?? (row ? "global" : "default"),
    via: effective?.via ?? null,
    isSet: effective?.isSet ?? row !== undefined,
    own,
    secret: isSecret ? secretState(row?.value) : null,
    seen: stampOf(row),
    overrides: overrides.get(setting.key) ?? 0,
  };
}

function ownOf(setting: SettingDefinition, row: SettingRow, isSecret: boolean): OwnSetting {
  const checked = isSecret ? null : checkSetting(setting.type, row.value);
  return {
    value: isSecret ? null : hideSecrets(row.value),
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
    problem: checked?.ok === false ? checked.problem : null,
  };
}

function matches(params: URLSearchParams): (line: SettingLine) => boolean {
  const words = (params.get(SEARCH_PARAM) ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const onlySet = params.get(ONLY_SET_PARAM) === "set";
  return (line) => {
    const text = `${line.key} ${line.label} ${line.help} ${line.group}`.toLowerCase();
    return words.every((word) => text.includes(word)) && (!onlySet || line.own !== null);
  };
}

async function listPast(sql: Sql, scope: SettingScope, key: string): Promise<SettingPast[]> {
  const changes = await listSettingChanges(sql, scope, key, MOST_CHANGES);
  return changes.map(({ id, before, after, changed_at, changed_by }) => ({
    id,
    before,
    after,
    at: changed_at,
    by: changed_by,
  }));
}

/** The bots that may have settings. */
export function listScopeChoices(sql: Sql = pool()): Promise<SettingBot[]> {
  return listSettingBots(sql);
}
