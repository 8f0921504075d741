import { BOT_FIELD_KEYS, type BotFields } from "~/data/runtime/bot-profile";
import { AppError } from "~/lib/errors";

export type BotInFile = { slug: string; part: Partial<BotFields>; ignored: string[] };

const MAX_CHARS = 8_000_000;
const MAX_BOTS = 1_000;
const NOT_FIELDS: ReadonlySet<string> = new Set(["slug", "secrets_left_out"]);

/** Refuses a file as a whole; what is wrong with one of its bots is said at that bot. */
function refuse(message: string): AppError {
  return new AppError("invalid", message, { fields: { text: message } });
}

/** What this console exported, a list of bots, or one bot. */
export function readBotFile(text: string): BotInFile[] {
  if (text.trim() === "") throw refuse("Choose a file, or paste what it holds.");
  if (text.length > MAX_CHARS) throw refuse("This is more than 8 MB.");
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw refuse(`This is not JSON: ${(error as Error).message}`);
  }
  const bots = botsIn(parsed);
  if (!bots || bots.length === 0) throw refuse("There is no bot in it: a bot is an object with a slug.");
  if (bots.length > MAX_BOTS) throw refuse(`These are ${bots.length} bots; ${MAX_BOTS} at once is the most.`);
  return bots.map((bot) => {
    const slug = bot.slug as string;
    const known = BOT_FIELD_KEYS.filter((key) => bot[key] !== undefined);
    return {
      slug,
      part: Object.fromEntries(known.map((key) => [key, bot[key]])),
      ignored: Object.keys(bot).filter((key) => !NOT_FIELDS.has(key) && !known.includes(key as keyof BotFields)),
    };
  });
}

type Loose = Record<string, unknown>;

function botsIn(parsed: unknown): Loose[] | null {
  const inside = isObject(parsed) && Array.isArray(parsed.bots) ? parsed.bots : parsed;
  const all: unknown[] = Array.isArray(inside) ? inside : [inside];
  return all.every((bot): bot is Loose => isObject(bot) && typeof bot.slug === "string") ? all : null;
}

function isObject(value: unknown): value is Loose {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
