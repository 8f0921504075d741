import { pool } from "~/data/postgres.server";
import { findBotsByName, type BotHit } from "~/data/runtime/bot-lookup.server";
import { listBotPauses } from "~/data/runtime/bot-pauses.server";
import { EVERY_BOT } from "~/lib/every-bot";
import type { PaletteHit } from "~/platform/palette";
import type { PaletteProvider } from "~/platform/palette.server";
import { may } from "~/platform/permissions";
import { botHref } from "../profile/bot-slug";

const MOST = 5;
const ACTION = /^(pause|resume)(?:\s+(.*))?$/i;
const PAUSES = "/bots/pauses";

function pageHit({ slug, name, is_paused }: BotHit): PaletteHit {
  const note = [name === slug ? null : slug, is_paused ? "paused" : null].filter(Boolean).join(", ");
  return { group: "Bots", label: name, ...(note && { note }), bot: slug, to: botHref(slug) };
}

const PLACES: readonly PaletteHit[] = [
  { group: "Bots", label: "Pauses", note: "who may start nothing", to: PAUSES },
  { group: "Bots", label: "Orphans", note: "named and not set up", to: "/bots/orphans" },
];

function placesLike(query: string): readonly PaletteHit[] {
  return PLACES.filter(({ label }) => label.toLowerCase().startsWith(query.toLowerCase()));
}

function pauseHit({ slug, name }: Pick<BotHit, "slug" | "name">): PaletteHit {
  const fields = { intent: "pause", bot: slug, reason: "" };
  const done = `${name} starts no new turn.`;
  const post = { action: PAUSES, fields, undo: { intent: "resume", bot: slug }, done };
  return { group: "Actions", label: `Pause ${name}`, note: "starts no new turn", bot: slug, to: PAUSES, post };
}

function resumeHit({
  slug,
  name,
  reason,
  since,
}: {
  slug: string;
  name: string;
  reason: string;
  since: string;
}): PaletteHit {
  const undo = { intent: "pause", bot: slug, reason, since };
  const post = {
    action: PAUSES,
    fields: { intent: "resume", bot: slug },
    undo,
    done: `${name} may start turns again.`,
  };
  const bot = slug === EVERY_BOT ? {} : { bot: slug };
  return { group: "Actions", label: `Resume ${name}`, ...(reason && { note: reason }), ...bot, to: PAUSES, post };
}

async function resumable(name: string): Promise<PaletteHit[]> {
  const pauses = await listBotPauses(pool());
  const wanted = name.toLowerCase();
  const found = await findBotsByName(pool(), wanted, 200);
  const names = new Map(found.map((bot) => [bot.slug, bot.name]));
  return pauses
    .map((pause) => {
      const isEvery = pause.bot_id === EVERY_BOT;
      const known = isEvery ? "every bot" : (names.get(pause.bot_id) ?? pause.bot_id);
      return { slug: pause.bot_id, name: known, reason: pause.reason, since: pause.paused_at };
    })
    .filter(({ slug, name: known }) => slug.toLowerCase().includes(wanted) || known.toLowerCase().includes(wanted))
    .map(resumeHit);
}

async function pausable(name: string): Promise<PaletteHit[]> {
  const isEveryPaused = (await listBotPauses(pool())).some(({ bot_id }) => bot_id === EVERY_BOT);
  const every: PaletteHit[] =
    !isEveryPaused && "every bot all".includes(name.toLowerCase())
      ? [{ group: "Actions", label: "Pause every bot", note: "asks first", to: `${PAUSES}?ask=every` }]
      : [];
  const found = (await findBotsByName(pool(), name, MOST)).filter(({ is_paused }) => !is_paused);
  return [...(name === "" ? every : []), ...found.map(pauseHit), ...(name === "" ? [] : every)];
}

/** The palette finds a bot by its name or slug, and pauses and resumes: "pause nova", "resume", "pause every bot". */
export const botPalette: PaletteProvider = {
  permission: "bots:read",
  async find(query, user) {
    const [, verb, name = ""] = ACTION.exec(query) ?? [];
    if (!verb) return [...(await findBotsByName(pool(), query, MOST)).map(pageHit), ...placesLike(query)];
    if (!may(user.role, "bots:write")) return [];
    return verb.toLowerCase() === "pause" ? pausable(name.trim()) : resumable(name.trim());
  },
};
