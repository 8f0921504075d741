import { z } from "zod";
import { transaction } from "~/data/postgres.server";
import { findBotProfile } from "~/data/runtime/bot-profiles.server";
import { findBotRevision } from "~/data/runtime/bot-revisions.server";
import { AppError } from "~/lib/errors";
import { requirePermission } from "~/platform/permissions";
import type { SessionUser } from "~/platform/session.server";
import { updateBotIn } from "../profile/update-bot.server";
import { upstreamSession, withoutSession } from "./upstream-session";

export const SessionChange = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("clear-session") }),
  z.object({ intent: z.literal("restore-session"), revision: z.coerce.number().int().min(1) }),
]);

/** What `/new` does: the key of the conversation upstream goes, and the bot's next turn begins a fresh one. */
export async function clearSession(user: SessionUser, slug: string): Promise<void> {
  requirePermission(user, "bots:write");
  await transaction(async (sql) => {
    const bot = await findBotProfile(sql, slug);
    if (!bot) throw new AppError("not_found", `There is no bot ${slug}.`);
    if (!upstreamSession(bot)) throw new AppError("conflict", `${bot.name} has no session upstream to clear.`);
    await updateBotIn(sql, user, bot, {
      baseRevision: bot.revision,
      fields: { agent_backend_config: withoutSession(bot.agent_backend_config) },
      note: "/new: the session upstream was cleared",
    });
  });
}

/** Takes `/new` back, as long as no new conversation has begun since: the key of that revision stands again. */
export async function restoreSession(user: SessionUser, slug: string, revision: number): Promise<void> {
  requirePermission(user, "bots:write");
  await transaction(async (sql) => {
    const bot = await findBotProfile(sql, slug);
    const then = bot && (await findBotRevision(sql, bot.id, revision));
    const key = then && upstreamSession(then.profile);
    if (!bot || !key) throw new AppError("not_found", "That revision has no session upstream.");
    if (upstreamSession(bot)) throw new AppError("conflict", `${bot.name} has begun another session since.`);
    await updateBotIn(sql, user, bot, {
      baseRevision: bot.revision,
      fields: { agent_backend_config: { ...bot.agent_backend_config, session_key: key } },
      note: `The session upstream of revision ${revision} was brought back`,
    });
  });
}
