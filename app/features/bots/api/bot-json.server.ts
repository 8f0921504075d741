import type { z } from "zod";
import { pool } from "~/data/postgres.server";
import { listBotBriefs, isBotMentioned, type BotBrief } from "~/data/runtime/bot-page.server";
import { listBotPauses, type BotPause } from "~/data/runtime/bot-pauses.server";
import { fieldsOf, NEW_BOT } from "~/data/runtime/bot-profile";
import { findBotProfile } from "~/data/runtime/bot-profiles.server";
import type { EffectiveSources } from "~/features/bots/effective/effective-sources";
import { BOT_SLUG } from "~/lib/bot-slug";
import { decodeCursor, encodeCursor } from "~/lib/cursor";
import { AppError } from "~/lib/errors";
import { EVERY_BOT } from "~/lib/every-bot";
import { hideSecrets } from "~/lib/secret-json";
import { list, ListQuery, type ApiList } from "~/platform/api.server";
import type { BotDetailJson, BotJson } from "./bot-answers.server";

type Row = z.infer<typeof BotJson>;
type Detail = z.infer<typeof BotDetailJson>;
/** What of a key decides which bots it sees. */
type Reader = { bots: string[] | null };

const ORDER = "slug";
export const BotListQuery = ListQuery;

type Pauses = ReadonlyMap<string, BotPause>;

async function readPauses(): Promise<Pauses> {
  return new Map((await listBotPauses(pool())).map((pause) => [pause.bot_id, pause]));
}

/** The pause of every bot counts for each; a bot's own is told where both hold, for it is the one that stays. */
function pauseOf(pauses: Pauses, slugs: readonly string[]): Pick<Row, "paused" | "paused_reason" | "pause"> {
  const own = slugs.map((slug) => pauses.get(slug)).find((pause) => pause !== undefined);
  const pause = own ?? pauses.get(EVERY_BOT);
  if (!pause) return { paused: false, paused_reason: null, pause: null };
  const { reason, paused_by, paused_at } = pause;
  const scope = own ? "bot" : "every";
  return { paused: true, paused_reason: reason, pause: { scope, reason, paused_by, paused_at } };
}

function rowOf({ former_slugs, ...bot }: BotBrief, pauses: Pauses): Row {
  const { slug, name, description, color, avatar, enabled, agent_backend } = bot;
  const { default_model, default_provider, revision, updated_at } = bot;
  return {
    ...{ slug, former_slugs, name, description, color, avatar, enabled, configured: true },
    ...pauseOf(pauses, [slug, ...former_slugs]),
    ...{ agent_backend, default_model, default_provider, revision, updated_at },
  };
}

/** A page of the bots that are set up; a key that is bound to bots sees only those. */
export async function listBotsForKey(key: Reader, query: z.infer<typeof BotListQuery>): Promise<ApiList<Row>> {
  const position = query.cursor === undefined ? [""] : decodeCursor(ORDER, query.cursor, 1);
  if (!position)
    throw new AppError("invalid", "cursor: is not one of this list", { fields: { cursor: "is not valid" } });
  const asked = { after: position[0]!, limit: query.limit + 1, slugs: key.bots };
  const [briefs, pauses] = await Promise.all([listBotBriefs(pool(), asked), readPauses()]);
  const rows = briefs.map((brief) => rowOf(brief, pauses));
  return list(rows, query.limit, ({ slug }) => encodeCursor(ORDER, [slug]));
}

/** Nobody has set it up, and yet it has settings, prompts, turns, or is paused. */
function unconfigured(slug: string, pauses: Pauses): Row {
  const { name: _name, description, color, avatar, enabled, agent_backend, default_model, default_provider } = NEW_BOT;
  return {
    ...{ slug, former_slugs: [], name: slug, description, color, avatar, enabled, configured: false },
    ...pauseOf(pauses, [slug]),
    ...{ agent_backend, default_model, default_provider, revision: 0, updated_at: null },
  };
}

/** Everything that holds for one bot. Its name of before finds it too. Passwords and tokens do not leave. */
export async function getBotForKey(key: Reader, asked: string, sources: EffectiveSources): Promise<Detail> {
  const noBot = () => new AppError("not_found", "There is no such bot.");
  if (!BOT_SLUG.test(asked)) throw noBot();
  const sql = pool();
  const profile = await findBotProfile(sql, asked);
  const names = [asked, ...(profile ? [profile.slug, ...profile.former_slugs] : [])];
  if (key.bots && !names.some((name) => key.bots!.includes(name)))
    throw new AppError("forbidden", "This key is bound to other bots.", { bot: asked });
  if (!profile && !(await isBotMentioned(sql, asked))) throw noBot();
  const slug = profile?.slug ?? asked;
  const [pauses, settings, prompts] = await Promise.all([
    readPauses(),
    sources.settings(sql, slug),
    sources.prompts(sql, slug),
  ]);
  const row = profile
    ? rowOf({ ...profile, avatar: briefAvatar(profile.avatar) }, pauses)
    : unconfigured(asked, pauses);
  return {
    ...row,
    profile: profile && hideSecrets(fieldsOf(profile)),
    settings: settings.map(({ key: name, value, source, via, isSecret, isSet }) => ({
      ...{ key: name, value: isSecret ? null : value, source, via, is_secret: isSecret, is_set: isSet },
    })),
    prompts: prompts.map(({ key: name, scope, version, pinned }) => ({ key: name, scope, version, pinned })),
  };
}

function briefAvatar(avatar: string | null): string | null {
  return avatar?.startsWith("data:") ? null : avatar;
}
