import { pool, transaction } from "~/data/postgres.server";
import { BOT_FIELD_KEYS, NEW_BOT, type BotFields, type BotProfile } from "~/data/runtime/bot-profile";
import { findBotProfile } from "~/data/runtime/bot-profiles.server";
import { findBotRevision, listBotRevisions } from "~/data/runtime/bot-revisions.server";
import { AppError } from "~/lib/errors";
import { requirePermission } from "~/platform/permissions";
import type { SessionUser } from "~/platform/session.server";
import { describeChanges, type FieldChange } from "../profile/bot-labels";
import { staleBot, updateBotIn } from "../profile/update-bot.server";

/** An old state may lack what was added to bots since. */
function asFields(profile: BotProfile): BotFields {
  const known = BOT_FIELD_KEYS.filter((key) => profile[key] !== undefined);
  return { ...NEW_BOT, ...Object.fromEntries(known.map((key) => [key, profile[key]])) };
}

export type Comparison = { from: number; to: number; changes: FieldChange[] };

/** Every state it was in, and what lies between the two that are asked for. */
export async function getHistory(slug: string, from: number | null, to: number | null) {
  const bot = await findBotProfile(pool(), slug);
  if (!bot) throw new AppError("not_found", `There is no bot ${slug} that is set up here.`);
  const revisions = await listBotRevisions(pool(), bot.id);
  return { slug: bot.slug, revision: bot.revision, revisions, comparison: await compare(bot.id, from, to) };
}

async function compare(id: string, from: number | null, to: number | null): Promise<Comparison | null> {
  if (from === null || to === null) return null;
  const [before, after] = await Promise.all([from, to].map((each) => findBotRevision(pool(), id, each)));
  if (!before || !after) throw new AppError("not_found", "One of these revisions was never there.");
  const changes = describeChanges(asFields(before.profile), asFields(after.profile));
  if (before.slug !== after.slug)
    changes.unshift({
      key: "name",
      label: "Slug",
      kind: "line",
      before: before.slug,
      after: after.slug,
      isHidden: false,
    });
  return { from, to, changes };
}

/** Brings an old state back as a new revision. Its slug stays what it is today. */
export async function restoreBot(
  user: SessionUser,
  slug: string,
  restore: { revision: number; baseRevision: number },
): Promise<number> {
  requirePermission(user, "bots:write");
  return transaction(async (sql) => {
    const bot = await findBotProfile(sql, slug);
    if (!bot) throw new AppError("not_found", `There is no bot ${slug}.`);
    if (bot.revision !== restore.baseRevision) throw staleBot(bot);
    const old = await findBotRevision(sql, bot.id, restore.revision);
    if (!old) throw new AppError("not_found", "This revision was never there.");
    return updateBotIn(sql, user, bot, {
      fields: asFields(old.profile),
      baseRevision: bot.revision,
      note: `Restored revision ${restore.revision}`,
    });
  });
}
