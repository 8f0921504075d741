import { pool } from "~/data/postgres.server";
import { isBotInTurns } from "~/data/runtime/bot-known.server";
import type { BotProfile } from "~/data/runtime/bot-profile";
import { findBotProfile } from "~/data/runtime/bot-profiles.server";
import { findDeletedBot } from "~/data/runtime/bot-revisions.server";
import { AppError } from "~/lib/errors";
import { hideSecrets } from "~/lib/secret-json";

/** A bot by its name: set up here, or known from its turns alone, or gone. */
export type FoundBot =
  | { kind: "configured"; slug: string; profile: BotProfile }
  | { kind: "unconfigured"; slug: string; deleted: { by: string; at: string } | null };

/** Its secrets do not leave the server. */
export async function getBot(slug: string): Promise<FoundBot> {
  const profile = await findBotProfile(pool(), slug);
  if (profile) return { kind: "configured", slug: profile.slug, profile: hideSecrets(profile) };
  const [isKnown, deleted] = await Promise.all([isBotInTurns(pool(), slug), findDeletedBot(pool(), slug)]);
  if (!isKnown && !deleted) throw new AppError("not_found", `There is no bot ${slug}, and no turn that names one.`);
  return {
    kind: "unconfigured",
    slug,
    deleted: deleted && { by: deleted.created_by, at: deleted.created_at },
  };
}

export async function getBotProfile(slug: string): Promise<BotProfile> {
  const profile = await findBotProfile(pool(), slug);
  if (!profile) throw new AppError("not_found", `There is no bot ${slug} that is set up here.`);
  return hideSecrets(profile);
}
