import { transaction, type Sql } from "~/data/postgres.server";
import { fieldsOf, type BotFields, type BotProfile } from "~/data/runtime/bot-profile";
import { findBotProfile, updateBotProfile } from "~/data/runtime/bot-profiles.server";
import { keepBotRevision } from "~/data/runtime/bot-revisions.server";
import { AppError } from "~/lib/errors";
import { restoreSecrets } from "~/lib/secret-json";
import { audit } from "~/platform/audit.server";
import { tellChanges } from "~/platform/changes.server";
import { requirePermission } from "~/platform/permissions";
import type { SessionUser } from "~/platform/session.server";
import { changedKeys, toldFields } from "./bot-changes";
import { checkFields } from "./create-bot.server";

export type BotUpdate = { fields: Partial<BotFields>; baseRevision: number; note?: string };

/** Somebody else saved since: which revision stands now. */
export function staleBot(bot: { slug: string; revision: number; updated_by: string }): AppError {
  return new AppError("conflict", `${bot.updated_by} has changed ${bot.slug} meanwhile.`, {
    revision: bot.revision,
    fields: {},
  });
}

/** Saves what was changed since `baseRevision`. Refuses to save nothing, and to overwrite what somebody else saved. */
export async function updateBot(user: SessionUser, slug: string, update: BotUpdate): Promise<{ revision: number }> {
  requirePermission(user, "bots:write");
  return transaction(async (sql) => {
    const before = await findBotProfile(sql, slug);
    if (!before) throw new AppError("not_found", `There is no bot ${slug}.`);
    if (before.revision !== update.baseRevision) throw staleBot(before);
    return { revision: await updateBotIn(sql, user, before, update) };
  });
}

export async function updateBotIn(sql: Sql, user: SessionUser, before: BotProfile, update: BotUpdate): Promise<number> {
  const old = fieldsOf(before);
  const fields = checkFields(withSecrets({ ...old, ...update.fields }, old));
  if (fields.name === "") fields.name = before.slug;
  const keys = changedKeys(old, fields);
  if (keys.length === 0) throw new AppError("invalid", "Nothing was changed, so there is nothing to save.");
  const revision = await updateBotProfile(sql, {
    id: before.id,
    baseRevision: before.revision,
    fields,
    by: user.name,
  });
  if (revision === null) throw staleBot((await findBotProfile(sql, before.slug)) ?? before);
  await keepBotRevision(sql, before.id, { note: update.note ?? "", by: user.name });
  await tellChanges(sql);
  await audit(sql, user, {
    action: "bot.changed",
    target: { kind: "bot", id: before.slug, name: fields.name },
    before: { revision: before.revision, ...toldFields(old, keys) },
    after: { revision, ...toldFields(fields, keys) },
  });
  return revision;
}

const WITH_SECRETS = ["agent_backend_config", "nextcloud_config", "limits"] as const;

/** What a page showed as hidden is what is stored. */
export function withSecrets(fields: BotFields, stored: BotFields): BotFields {
  return {
    ...fields,
    ...Object.fromEntries(WITH_SECRETS.map((key) => [key, restoreSecrets(fields[key], stored[key])])),
  };
}
