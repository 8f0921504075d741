import { z } from "zod";
import { findProfileFields, lockSettingRow, type SettingScope } from "~/data/runtime/runtime-settings.server";
import { pool, transaction } from "~/data/postgres.server";
import { AppError } from "~/lib/errors";
import { requireBot, type ApiKey } from "~/platform/api-key.server";
import { getEffectiveSettings, type EffectiveSetting } from "../effective-settings.server";
import { applyChange } from "../rules/change-setting.server";
import { parseScope, printScope } from "../rules/setting-scope";

const Scope = z
  .string()
  .default("global")
  .refine((text) => parseScope(text) !== null, "is global, or bot: and a slug")
  .describe("`global`, or `bot:` and a slug. An unknown bot is answered like global.");

export const SettingsQuery = z.object({ scope: Scope });

export const SettingJson = z.object({
  key: z.string(),
  value: z.unknown().describe("Null: nobody set it, and the runtime decides. Of a secret always null."),
  source: z.enum(["bot", "global", "default"]).describe("Who says so."),
  is_secret: z.boolean(),
  is_set: z.boolean(),
  label: z.string(),
  group: z.string(),
  updated_at: z.iso.datetime().nullable(),
});
export type SettingJson = z.infer<typeof SettingJson>;
export const SettingsJson = z.object({ scope: z.string(), data: z.array(SettingJson), next_cursor: z.null() });

export const SettingWrite = z.object({
  scope: Scope,
  key: z.string().regex(/^[A-Za-z0-9._:-]{1,128}$/, "letters, digits and . _ : - up to 128"),
  value: z.unknown().describe("As the setting's type asks for; null takes the setting away. A secret is a text."),
  base_updated_at: z.iso
    .datetime()
    .nullish()
    .describe("When the value that this one replaces was set, null where none was. Sent, a stale one is 409."),
});

function toJson({ key, value, source, isSecret, isSet, label, group, updatedAt }: EffectiveSetting): SettingJson {
  return {
    ...{ key, value, source, label, group },
    is_secret: isSecret,
    is_set: isSet,
    updated_at: updatedAt && toTime(updatedAt),
  };
}

function toTime(at: string): string {
  return new Date(at).toISOString();
}

function scopeFor(key: ApiKey, text: string): SettingScope {
  const scope = parseScope(text)!;
  if (scope.type === "bot") requireBot(key, scope.id);
  return scope;
}

/** What holds for every bot, or for one. What holds for every bot holds for those that a key is bound to as well. */
export async function listSettingsForKey(key: ApiKey, query: z.infer<typeof SettingsQuery>) {
  const scope = scopeFor(key, query.scope);
  const settings = await getEffectiveSettings(pool("ingest"), scope.type === "bot" ? scope.id : null);
  return { scope: printScope(scope), data: settings.map(toJson), next_cursor: null };
}

/** Sets one setting, or takes it away, and answers what holds from now on. */
export async function writeSettingByKey(key: ApiKey, input: z.infer<typeof SettingWrite>): Promise<SettingJson> {
  const scope = scopeFor(key, input.scope);
  if (scope.type === "global" && key.bots)
    throw new AppError("forbidden", "This key is bound to bots, and this setting is every bot's.");
  const { value = null } = input;
  return transaction(async (sql) => {
    // Under its old name a renamed bot is still meant.
    const renamed = scope.type === "bot" ? await findProfileFields(sql, scope.id) : null;
    if (renamed) scope.id = renamed.slug;
    const edit = { scope, key: input.key, seen: null };
    if (input.base_updated_at !== undefined) {
      const row = await lockSettingRow(sql, scope, input.key);
      if ((row ? toTime(row.updated_at) : null) !== input.base_updated_at)
        throw new AppError("conflict", "This setting was changed meanwhile.", {
          updated_at: row ? toTime(row.updated_at) : null,
        });
    }
    await applyChange(sql, key, edit, value === null ? "unset" : { value });
    const bot = scope.type === "bot" ? scope.id : null;
    const now = (await getEffectiveSettings(sql, bot)).find((setting) => setting.key === input.key);
    return now ? toJson(now) : goneJson(input.key);
  }, "ingest");
}

/** A key that nobody registered is not there once it is taken away. */
function goneJson(key: string): SettingJson {
  return {
    ...{ key, value: null, source: "default", label: key, group: "Other keys" },
    ...{ is_secret: false, is_set: false, updated_at: null },
  };
}
