import { z } from "zod";
import { countBots } from "~/data/runtime/bot-count.server";
import { deleteBotPause, insertBotPause, listBotPauses } from "~/data/runtime/bot-pauses.server";
import { pool, transaction } from "~/data/postgres.server";
import { BOT_SLUG } from "~/lib/bot-slug";
import { AppError } from "~/lib/errors";
import { EVERY_BOT } from "~/lib/every-bot";
import { audit } from "~/platform/audit.server";
import { tellChanges } from "~/platform/changes.server";
import { outdateDoorRules } from "~/platform/door-rules-age.server";
import { requirePermission } from "~/platform/permissions";
import type { SessionUser } from "~/platform/session.server";

const Bot = z.union(
  [z.literal(EVERY_BOT), z.string().regex(BOT_SLUG)],
  "Name a bot as its runtime does, or * for every bot",
);
const MOST_CHOSEN = 1_000;
function namesIn(text: string): string[] {
  return [...new Set(text.split(","))].filter((name) => BOT_SLUG.test(name)).slice(0, MOST_CHOSEN);
}

export const PauseChange = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("pause"),
    bot: z.string().trim().pipe(Bot),
    reason: z.string().trim().max(300).default(""),
    /** For taking a resume back: the pause goes on as if it had never been lifted. */
    since: z.iso.datetime().optional(),
  }),
  z.object({ intent: z.literal("resume"), bot: Bot }),
  /** Of the chosen rows of a list, by commas. */
  z.object({ intent: z.enum(["pause-chosen", "resume-chosen"]), bots: z.string().transform(namesIn) }),
]);

export function listPauses() {
  return listBotPauses(pool());
}

function nameOf(bot: string): string {
  return bot === EVERY_BOT ? "every bot" : bot;
}

/** From the commit on, new turns of the bot are refused at every door; what runs goes on. */
export async function pauseBot(
  user: SessionUser,
  { bot, reason, since }: { bot: string; reason: string; since?: string },
): Promise<void> {
  requirePermission(user, "bots:write");
  if (since && Date.parse(since) > Date.now()) throw new AppError("invalid", "A pause cannot begin in the future.");
  await transaction(async (sql) => {
    if (!(await insertBotPause(sql, { bot, reason, by: user.name, pausedAt: since })))
      throw new AppError("conflict", `A pause holds for ${nameOf(bot)} already.`, {
        fields: { bot: "is paused already" },
      });
    await tellChanges(sql);
    await audit(sql, user, {
      action: "bot.paused",
      target: { kind: "bot", id: bot, name: nameOf(bot) },
      after: { reason },
    });
  });
  outdateDoorRules();
}

export async function resumeBot(user: SessionUser, bot: string): Promise<void> {
  requirePermission(user, "bots:write");
  await transaction(async (sql) => {
    const pause = await deleteBotPause(sql, bot);
    if (!pause) throw new AppError("conflict", `No pause holds for ${nameOf(bot)} any more.`);
    await tellChanges(sql);
    await audit(sql, user, {
      action: "bot.resumed",
      target: { kind: "bot", id: bot, name: nameOf(bot) },
      before: { paused_at: pause.paused_at, reason: pause.reason },
    });
  });
  outdateDoorRules();
}

export function countPausedBots() {
  return countBots(pool());
}

/** Each of them that can be; who is paused already, or is not, is left as it is. */
export async function changeChosen(
  user: SessionUser,
  intent: "pause-chosen" | "resume-chosen",
  bots: readonly string[],
): Promise<void> {
  const paused = new Set((await listPauses()).map(({ bot_id }) => bot_id));
  for (const bot of bots) {
    if (intent === "pause-chosen" && !paused.has(bot)) await pauseBot(user, { bot, reason: "" });
    if (intent === "resume-chosen" && paused.has(bot)) await resumeBot(user, bot);
  }
}

/** The pause of this bot alone, as its page shows it. */
export async function findOwnPause(bot: string): Promise<{ reason: string; since: string } | null> {
  const pause = (await listPauses()).find(({ bot_id }) => bot_id === bot);
  return pause ? { reason: pause.reason, since: pause.paused_at } : null;
}
