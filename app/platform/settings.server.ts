import type { z } from "zod";
import {
  GLOBAL,
  readSettingRows,
  writeSettingRow,
  type SettingRow,
  type SettingScope,
} from "~/data/runtime/runtime-settings.server";
import { noteSettingChange } from "~/data/runtime/setting-changes.server";
import type { Sql } from "~/data/postgres.server";
import { AppError } from "~/lib/errors";

/** One value that operators may change while the house runs. */
export type Setting<T> = { key: string; schema: z.ZodType<T>; fallback: T };

export function defineSetting<T>(setting: Setting<T>): Setting<T> {
  return setting;
}

/** A stored value that the schema does not know any more counts as not set. */
function valueOf<T>({ schema, fallback }: Setting<T>, row: SettingRow | undefined): T {
  const parsed = row && schema.safeParse(row.value);
  return parsed?.success ? parsed.data : fallback;
}

export async function readSetting<T>(sql: Sql, setting: Setting<T>, scope: SettingScope = GLOBAL): Promise<T> {
  return valueOf(setting, (await readSettingRows(sql, scope, [setting.key])).get(setting.key));
}

/** Writes a value, with its line in the history, and answers what was there before. Who calls it audits, in the same transaction. */
export async function writeSetting<T>(
  sql: Sql,
  setting: Setting<T>,
  value: T,
  by: string,
  scope: SettingScope = GLOBAL,
): Promise<T> {
  const parsed = setting.schema.safeParse(value);
  if (!parsed.success) throw new AppError("invalid", `${setting.key}: ${parsed.error.issues[0]?.message}`);
  const row = (await readSettingRows(sql, scope, [setting.key])).get(setting.key);
  await writeSettingRow(sql, scope, { key: setting.key, value: parsed.data, by });
  await noteSettingChange(sql, scope, { key: setting.key, before: row?.value ?? null, after: parsed.data, by });
  return valueOf(setting, row);
}
