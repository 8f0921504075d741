import { z } from "zod";
import { removeBotsFromKeys } from "~/data/console/bot-bindings.server";
import { pool, transaction } from "~/data/postgres.server";
import { fieldsOf } from "~/data/runtime/bot-profile";
import { insertBotDeletion, findBotDeletion, type BotDeletion } from "~/data/runtime/bot-deletions.server";
import { deleteBotProfile, findBotProfile, updateBotProfile } from "~/data/runtime/bot-profiles.server";
import { deleteBotReferences } from "~/data/runtime/bot-references.server";
import { keepBotRevision } from "~/data/runtime/bot-revisions.server";
import { AppError } from "~/lib/errors";
import { uuid } from "~/lib/uuid.server";
import { audit } from "~/platform/audit.server";
import { tellChanges } from "~/platform/changes.server";
import { outdateDoorRules } from "~/platform/door-rules-age.server";
import { enqueue } from "~/platform/jobs.server";
import { requirePermission } from "~/platform/permissions";
import type { SessionUser } from "~/platform/session.server";
import { staleBot } from "../profile/update-bot.server";
import { countReferences } from "./bot-references.server";

export const PURGE_JOB = "bots.delete-data";

export const Deletion = z.object({
  intent: z.literal("delete"),
  data: z.enum(["keep", "purge"]),
  confirmation: z.string(),
  base_revision: z.coerce.number().int().min(1),
});

/** What stays and what goes, before anything does. */
export async function getDeletionPreview(slug: string) {
  const bot = await findBotProfile(pool(), slug);
  if (!bot) throw new AppError("not_found", `There is no bot ${slug} that is set up here.`);
  const names = [bot.slug, ...bot.former_slugs];
  return { slug: bot.slug, name: bot.name, revision: bot.revision, names, references: await countReferences(names) };
}

/** Deletes a bot for good. With a purge what was set for it goes at once, and its turns in the background. */
export async function deleteBot(
  user: SessionUser,
  slug: string,
  asked: z.infer<typeof Deletion>,
): Promise<{ id: string }> {
  requirePermission(user, "bots:delete");
  const isPurge = asked.data === "purge";
  if (isPurge) requirePermission(user, "turns:delete");
  const id = uuid();
  await transaction(async (sql) => {
    const bot = await findBotProfile(sql, slug);
    if (!bot) throw new AppError("conflict", `${slug} was deleted meanwhile.`);
    if (asked.confirmation.trim() !== bot.slug)
      throw new AppError("invalid", "The name does not match.", { fields: { confirmation: `Type ${bot.slug}.` } });
    const names = [bot.slug, ...bot.former_slugs];
    const fields = fieldsOf(bot);
    const revision = await updateBotProfile(sql, {
      id: bot.id,
      baseRevision: asked.base_revision,
      fields,
      by: user.name,
    });
    if (revision === null) throw staleBot(bot);
    await keepBotRevision(sql, bot.id, { note: isPurge ? "Deleted, with its data" : "Deleted", by: user.name });
    await deleteBotProfile(sql, bot.id);
    const gone = isPurge
      ? { ...(await deleteBotReferences(sql, names)), keys: await removeBotsFromKeys(sql, names) }
      : {};
    const { turns } = await countReferences(names);
    await insertBotDeletion(sql, {
      ...{ id, slug: bot.slug, names, name: bot.name, is_purge: isPurge },
      counts: { profiles: 1, ...gone },
      turns_expected: isPurge ? turns : 0,
      state: isPurge ? "waiting" : "done",
      asked_by_id: user.id,
      asked_by: user.name,
    });
    if (isPurge) await enqueue(sql, PURGE_JOB, { id }, { key: `${PURGE_JOB}:${id}`, queue: PURGE_JOB });
    await tellChanges(sql);
    await audit(sql, user, {
      action: "bot.deleted",
      target: { kind: "bot", id: bot.slug, name: bot.name },
      before: { slug: bot.slug, revision: bot.revision },
      after: { data: asked.data, ...gone },
    });
  });
  outdateDoorRules();
  return { id };
}

export async function getBotDeletion(id: string): Promise<BotDeletion> {
  const found = /^[0-9a-f-]{36}$/i.test(id) ? await findBotDeletion(pool(), id) : null;
  if (!found) throw new AppError("not_found", "There is no such deletion.");
  return found;
}
