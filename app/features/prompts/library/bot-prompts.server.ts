import { pool, withPatience } from "~/data/postgres.server";
import { countPromptTurns } from "~/data/runtime/prompt-library.server";
import { listBotPrompts } from "../rules/list-bot-prompts.server";
import { TURNS_CAP } from "./listed-prompt";

const COUNT_MS = 250;

/** Every prompt as one bot has it: its own first, and then what holds for it without. */
export async function getBotPrompts(bot: string) {
  const prompts = await listBotPrompts(pool("pages"), bot);
  const own = prompts.filter(({ scope }) => scope.startsWith("bot:"));
  const turns = await withPatience(COUNT_MS, (patient) => countPromptTurns(patient, own, TURNS_CAP));
  return {
    bot,
    own: own.map((prompt) => ({ ...prompt, turns: turns?.get(`${prompt.key}@${prompt.scope}`) ?? null })),
    under: prompts.filter(({ scope }) => !scope.startsWith("bot:")),
  };
}

export type BotPromptsData = Awaited<ReturnType<typeof getBotPrompts>>;
