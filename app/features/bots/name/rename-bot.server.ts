import { z } from "zod";
import { pool, transaction, type Sql } from "~/data/postgres.server";
import { addBotToKeys } from "~/data/console/bot-bindings.server";
import { findBotProfile, lockBotNames, renameBotProfile } from "~/data/runtime/bot-profiles.server";
import { findBotCollisions, moveBotReferences } from "~/data/runtime/bot-references.server";
import { keepBotRevision } from "~/data/runtime/bot-revisions.server";
import { AppError } from "~/lib/errors";
import { audit } from "~/platform/audit.server";
import { tellChanges } from "~/platform/changes.server";
import { outdateDoorRules } from "~/platform/door-rules-age.server";
import { sealMovedSettings } from "~/platform/move-sealed-settings.server";
import { requirePermission } from "~/platform/permissions";
import type { SessionUser } from "~/platform/session.server";
import { requireFreeSlug } from "../profile/create-bot.server";
import { countReferences } from "./bot-references.server";
import { staleBot } from "../profile/update-bot.server";

export const Rename = z.object({
  intent: z.literal("rename"),
  slug: z.string().trim(),
  base_revision: z.coerce.number().int().min(1),
});

/** What follows a bot to a new name, and what stays under the old one. */
export async function getRenamePreview(slug: string, to: string | null) {
  const bot = await findBotProfile(pool(), slug);
  if (!bot) throw new AppError("not_found", `There is no bot ${slug} that is set up here.`);
  const references = await countReferences([bot.slug]);
  const already = to && to !== bot.slug ? await countReferences([to]) : null;
  return { slug: bot.slug, name: bot.name, revision: bot.revision, former: bot.former_slugs, references, already };
}

/** A new name: everything that was set under the old one follows in the same transaction; turns keep theirs. */
export async function renameBot(user: SessionUser, slug: string, to: string, baseRevision: number): Promise<void> {
  requirePermission(user, "bots:write");
  await transaction(async (sql) => {
    await lockBotNames(sql);
    const bot = await findBotProfile(sql, slug);
    if (!bot) throw new AppError("conflict", `${slug} is not set up here any more.`);
    if (bot.slug === to) throw refuse("invalid", "That is its name already.");
    await requireFreeSlug(sql, to, bot.id);
    await requireNoCollision(sql, bot.slug, to);
    const revision = await renameBotProfile(sql, { id: bot.id, baseRevision, slug: to, by: user.name });
    if (revision === null) throw staleBot(bot);
    await moveBotReferences(sql, bot.slug, to);
    await sealMovedSettings(sql, bot.slug, to);
    await addBotToKeys(sql, bot.slug, to);
    await keepBotRevision(sql, bot.id, { note: `Renamed from ${bot.slug}`, by: user.name });
    await tellChanges(sql);
    await audit(sql, user, {
      action: "bot.renamed",
      target: { kind: "bot", id: to, name: bot.name },
      before: { slug: bot.slug },
      after: { slug: to },
    });
  });
  outdateDoorRules();
}

function refuse(code: "invalid" | "conflict", message: string): AppError {
  return new AppError(code, message, { fields: { slug: message } });
}

async function requireNoCollision(sql: Sql, from: string, to: string): Promise<void> {
  const { settings, prompts } = await findBotCollisions(sql, from, to);
  const parts = [
    ...(settings.length > 0 ? [`settings (${settings.slice(0, 3).join(", ")})`] : []),
    ...(prompts.length > 0 ? [`prompts (${prompts.slice(0, 3).join(", ")})`] : []),
  ];
  if (parts.length > 0)
    throw refuse("conflict", `Both ${from} and ${to} have ${parts.join(" and ")}. Clear one side first.`);
}
