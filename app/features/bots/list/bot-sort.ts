import { sortRows, type SortKeys } from "~/lib/sort-rows";
import type { BotRow } from "./bot-row";

export const BOT_SORT = "-turns";

const KEYS: SortKeys<BotRow> = {
  name: (bot) => bot.name,
  turns: (bot) => bot.turns,
  errors: (bot) => bot.errorRate,
  p95: (bot) => bot.p95Ms,
  cost: (bot) => (bot.costUsd === null ? null : Number(bot.costUsd)),
  seen: (bot) => (bot.lastAt === null ? null : Date.parse(bot.lastAt)),
  changed: (bot) => (bot.changedAt === null ? null : Date.parse(bot.changedAt)),
  backend: (bot) => bot.backend,
  model: (bot) => bot.model,
};

/** All that are equal stand in the order of their names, so that a page begins where the one before ended. */
export function sortBots(bots: readonly BotRow[], sort: string | null): BotRow[] {
  const byName = bots.toSorted((a, b) => (a.slug < b.slug ? -1 : 1));
  return sortRows(sortRows(byName, "name", KEYS, "name"), sort, KEYS, BOT_SORT);
}
