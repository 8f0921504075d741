import { transaction } from "~/data/postgres.server";
import { attachFormerSlug } from "~/data/runtime/bot-orphans.server";
import { findBotProfile, findBotsNamed, lockBotNames } from "~/data/runtime/bot-profiles.server";
import { keepBotRevision } from "~/data/runtime/bot-revisions.server";
import { AppError } from "~/lib/errors";
import { audit } from "~/platform/audit.server";
import { tellChanges } from "~/platform/changes.server";
import { outdateDoorRules } from "~/platform/door-rules-age.server";
import { sealMovedSettings } from "~/platform/move-sealed-settings.server";
import { requirePermission } from "~/platform/permissions";
import type { SessionUser } from "~/platform/session.server";

/** Says that a bot was called this before: its turns and sessions are that bot's from then on, its settings come along. */
export async function attachOrphan(user: SessionUser, former: string, slug: string): Promise<void> {
  requirePermission(user, "bots:write");
  await transaction(async (sql) => {
    await lockBotNames(sql);
    const bot = await findBotProfile(sql, slug);
    if (!bot) throw new AppError("conflict", `There is no bot ${slug} any more.`, { fields: { to: "is gone" } });
    const taken = (await findBotsNamed(sql, former)).some((other) => other.slug === former);
    if (taken || bot.former_slugs.includes(former))
      throw new AppError("conflict", `${former} belongs to a bot by now.`, {
        fields: { to: "is not needed any more" },
      });
    const moved = await attachFormerSlug(sql, bot, former, user.name);
    await sealMovedSettings(sql, former, bot.slug);
    await keepBotRevision(sql, bot.id, { note: `${former} is a former name of it`, by: user.name });
    await tellChanges(sql);
    await audit(sql, user, {
      action: "bot.adopted",
      target: { kind: "bot", id: bot.slug, name: bot.name },
      before: { former_slugs: bot.former_slugs },
      after: { former_slugs: [...bot.former_slugs, former], ...moved },
    });
  });
  outdateDoorRules();
}
