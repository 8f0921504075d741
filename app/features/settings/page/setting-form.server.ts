import { z } from "zod";
import type { SettingScope } from "~/data/runtime/runtime-settings.server";
import { AppError } from "~/lib/errors";
import type { SessionUser } from "~/platform/session.server";
import { requireCredential } from "../credentials/credential-list.server";
import { describeSetting } from "../registry/setting-registry";
import { changeSetting, restoreSetting, type SettingDone, type SettingEdit } from "../rules/change-setting.server";
import { readSettingInput } from "../rules/read-setting-input";
import { parseScope } from "../rules/setting-scope";

const Key = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9._:-]{1,128}$/, "Letters, digits and . _ : - up to 128");
const Edit = {
  scope: z.string(),
  key: Key,
  /** The state that was on the screen; empty where nothing was set. */
  seen: z.string().max(64).default(""),
};

export const SettingFormInput = z.discriminatedUnion("intent", [
  // The value's fields depend on the setting's type.
  z.looseObject({ intent: z.literal("set"), ...Edit }),
  z.object({ intent: z.literal("unset"), ...Edit }),
  z.looseObject({ intent: z.literal("add"), ...Edit }),
  z.object({
    intent: z.literal("restore"),
    ...Edit,
    change: z.string().regex(/^\d{1,18}$/),
    side: z.enum(["before", "after"]),
  }),
]);
type SettingFormInput = z.infer<typeof SettingFormInput>;

/** What a page is told of a change, with the form that takes it back. */
export type SettingAnswer = { ok: true; key: string; said: string; undo: Record<string, string> | null };

/** Does what a form of the settings asks for. A page of one bot takes only that bot's. */
export async function answerSetting(
  user: SessionUser,
  input: SettingFormInput,
  only: SettingScope | null = null,
): Promise<SettingAnswer> {
  const scope = only ?? parseScope(input.scope);
  if (!scope) throw new AppError("invalid", "Choose every bot, or one.", { fields: { scope: "is not a scope" } });
  const edit: SettingEdit = { scope, key: input.key, seen: input.seen };
  const done = await carryOut(user, input, edit);
  const isGone = describeSetting(input.key).type.kind === "secret";
  const undo =
    done.change === null || isGone
      ? null
      : { scope: input.scope, key: input.key, seen: done.seen, change: done.change, side: "before" };
  return { ok: true, key: input.key, said: done.said, undo };
}

async function carryOut(user: SessionUser, input: SettingFormInput, edit: SettingEdit): Promise<SettingDone> {
  if (input.intent === "unset") return changeSetting(user, edit, "unset");
  if (input.intent === "restore") return restoreSetting(user, edit, input);
  const { type } = describeSetting(input.key);
  if (input.intent === "add" && describeSetting(input.key).isKnown)
    throw new AppError("invalid", "Some fields need another look.", {
      fields: { key: "is in the list already; change it there" },
    });
  const credential = type.kind === "secret" && typeof input.credential === "string" ? input.credential : "";
  if (credential) return changeSetting(user, edit, { credential: (await requireCredential(credential)).id });
  const read = readSettingInput(type, input);
  if (!read.ok)
    throw new AppError("invalid", "Some fields need another look.", { fields: { [read.field]: read.problem } });
  return changeSetting(user, edit, { value: read.value });
}
