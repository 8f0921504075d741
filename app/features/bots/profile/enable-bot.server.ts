import { transaction } from "~/data/postgres.server";
import { findBotProfile } from "~/data/runtime/bot-profiles.server";
import { AppError } from "~/lib/errors";
import { requirePermission } from "~/platform/permissions";
import type { SessionUser } from "~/platform/session.server";
import { updateBotIn } from "./update-bot.server";

/** Switches a bot on or off, whatever else was changed meanwhile. */
export async function setBotEnabled(user: SessionUser, slug: string, enabled: boolean): Promise<void> {
  requirePermission(user, "bots:write");
  await transaction(async (sql) => {
    const bot = await findBotProfile(sql, slug);
    if (!bot) throw new AppError("conflict", `${slug} is not set up here any more.`);
    if (bot.enabled === enabled) return;
    const note = enabled ? "Enabled" : "Disabled";
    await updateBotIn(sql, user, bot, { fields: { enabled }, baseRevision: bot.revision, note });
  });
}
