import { isDeepStrictEqual } from "node:util";
import {
  deleteSettingRow,
  lockSettingRow,
  writeSettingRow,
  type SettingRow,
  type SettingScope,
} from "~/data/runtime/runtime-settings.server";
import { findSettingChange, noteSettingChange } from "~/data/runtime/setting-changes.server";
import { transaction, type Sql } from "~/data/postgres.server";
import { AppError } from "~/lib/errors";
import { hideSecrets, restoreSecrets } from "~/lib/secret-json";
import { audit, type Actor } from "~/platform/audit.server";
import { requirePermission } from "~/platform/permissions";
import type { SessionUser } from "~/platform/session.server";
import type { SettingDefinition } from "../registry/setting-definition";
import { describeSetting } from "../registry/setting-registry";
import { checkSetting } from "../registry/setting-type";
import { printSetting } from "./print-setting";
import { printScope, scopeWords } from "./setting-scope";
import { sealSettingSecret } from "./setting-secret.server";
import { secretState, withoutSecret } from "./stored-secret";

/** One setting in one scope, and the state of it that the change was decided on; null: whatever it is. */
export type SettingEdit = { scope: SettingScope; key: string; seen: string | null };
/** What it is to become: a value, a credential that holds it, or not set. */
export type SettingWish = { value: unknown } | { credential: string } | "unset";

export type SettingDone = {
  said: string;
  /** The state that it is in now. */
  seen: string;
  /** The change, to take it back by; null when nothing changed. */
  change: string | null;
};

/** The state of a setting, to be shown again with a change: whoever comes second is told. */
export function stampOf(row: Pick<SettingRow, "updated_at"> | null | undefined): string {
  return row?.updated_at ?? "";
}

export async function changeSetting(user: SessionUser, edit: SettingEdit, wish: SettingWish): Promise<SettingDone> {
  requirePermission(user, "settings:write");
  return transaction((sql) => applyChange(sql, user, edit, wish));
}

/** What it was before a change, or what that change made it. */
export async function restoreSetting(
  user: SessionUser,
  edit: SettingEdit,
  { change, side }: { change: string; side: "before" | "after" },
): Promise<SettingDone> {
  requirePermission(user, "settings:write");
  return transaction(async (sql) => {
    const found = await findSettingChange(sql, edit.scope, edit.key, change);
    if (!found) throw new AppError("not_found", "There is no such change of this setting.");
    const value = found[side];
    if (value === null) return applyChange(sql, user, edit, "unset");
    if (describeSetting(edit.key).type.kind !== "secret") return applyChange(sql, user, edit, { value });
    const { credential } = secretState(value);
    if (!credential) throw new AppError("invalid", "A secret is not kept once it is replaced. Enter it again.");
    return applyChange(sql, user, edit, { credential });
  });
}

/** The change itself, its line in the history and its entry in the audit log: all of it or nothing. Who calls has asked for permission. */
export async function applyChange(
  sql: Sql,
  actor: Actor,
  { scope, key, seen }: SettingEdit,
  wish: SettingWish,
): Promise<SettingDone> {
  const setting = describeSetting(key);
  requireScope(setting, scope);
  const row = await lockSettingRow(sql, scope, key);
  if (seen !== null && seen !== stampOf(row)) throw changedMeanwhile(setting, row);
  const next = wish === "unset" ? null : toStored(setting, scope, wish, row?.value);
  const before = row?.value ?? null;
  if (isDeepStrictEqual(before, next))
    return { said: `${setting.label} is as it was.`, seen: stampOf(row), change: null };
  let written: SettingRow | null = null;
  if (next === null) await deleteSettingRow(sql, scope, key);
  else written = await writeSettingRow(sql, scope, { key, value: next, by: actor.name });
  const isSecret = setting.type.kind === "secret";
  const told = (value: unknown) => withoutSecret(value, isSecret);
  const change = await noteSettingChange(sql, scope, {
    key,
    before: told(before),
    after: told(next),
    by: actor.name,
  });
  await audit(sql, actor, {
    action: next === null ? "setting.unset" : "setting.changed",
    target: { kind: "setting", id: `${printScope(scope)} ${key}`, name: `${setting.label}, ${scopeWords(scope)}` },
    before: { value: told(before) },
    after: { value: told(next) },
  });
  return { said: saidOf(setting, scope, next), seen: stampOf(written), change };
}

function requireScope(setting: SettingDefinition, scope: SettingScope): void {
  if (setting.page)
    throw new AppError("invalid", `${setting.label} is set on a page of its own.`, { page: setting.page });
  if (setting.appliesTo !== "both" && setting.appliesTo !== scope.type)
    throw new AppError(
      "invalid",
      setting.appliesTo === "global" ? `${setting.label} holds for every bot.` : `${setting.label} is set for one bot.`,
      { fields: { scope: `${setting.key} is not set there` } },
    );
}

function toStored(
  setting: SettingDefinition,
  scope: SettingScope,
  wish: Exclude<SettingWish, "unset">,
  stored: unknown,
): unknown {
  const isSecret = setting.type.kind === "secret";
  if ("credential" in wish) {
    if (!isSecret) throw new AppError("invalid", "Only a secret can come from a credential.");
    return { credential: wish.credential };
  }
  const checked = checkSetting(setting.type, wish.value);
  if (!checked.ok)
    throw new AppError("invalid", `${setting.label}: ${checked.problem}.`, {
      fields: { value: `It ${checked.problem}` },
    });
  if (isSecret) return sealSettingSecret(scope, setting.key, checked.value as string);
  // What a screen hid comes back hidden.
  return restoreSecrets(checked.value, stored);
}

function changedMeanwhile(setting: SettingDefinition, row: SettingRow | null): AppError {
  const isSecret = setting.type.kind === "secret";
  const now = row && !isSecret ? `: it is ${printSetting(setting.type, hideSecrets(row.value))} now` : "";
  return new AppError(
    "conflict",
    `${row ? `${row.updated_by} changed this meanwhile${now}` : "Somebody took this setting away meanwhile"}. Save again to put yours in its place.`,
    { key: setting.key, seen: stampOf(row) },
  );
}

function saidOf(setting: SettingDefinition, scope: SettingScope, next: unknown): string {
  if (next === null)
    return scope.type === "bot"
      ? `${setting.label}: ${scope.id} follows the house again.`
      : `${setting.label} is as shipped again.`;
  if (setting.type.kind === "secret") return `${setting.label} is set.`;
  return `${setting.label} is ${printSetting(setting.type, hideSecrets(next))} now.`;
}
