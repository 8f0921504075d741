import { readQuery, valuesOf } from "~/lib/query-facets";
import type { Query } from "~/lib/query-language";
import type { BotRow } from "./bot-row";

export const BOT_KEYS = ["state", "setup", "backend", "model"] as const;
type BotKey = (typeof BOT_KEYS)[number];

const LABELS: Record<BotKey, string> = { state: "State", setup: "Known from", backend: "Backend", model: "Model" };
const SETUP_LABELS: Record<string, string> = { configured: "Set up here", unconfigured: "Only its turns" };
const ALWAYS: Partial<Record<BotKey, string[]>> = {
  state: ["enabled", "disabled", "paused"],
  setup: ["configured", "unconfigured"],
};

export type BotFacet = { key: BotKey; label: string; values: { value: string; label?: string; count: number }[] };

/** What a bot counts for in a facet. Who is paused is enabled or disabled as well. */
function valuesFor(bot: BotRow, key: BotKey): string[] {
  switch (key) {
    case "state":
      return [
        ...(bot.isConfigured ? [bot.isEnabled ? "enabled" : "disabled"] : []),
        ...(bot.isPaused ? ["paused"] : []),
      ];
    case "setup":
      return [bot.isConfigured ? "configured" : "unconfigured"];
    case "backend":
      return bot.backend ? [bot.backend] : [];
    case "model":
      return bot.model ? [bot.model] : [];
  }
}

function matches(bot: BotRow, query: Query, except: BotKey | null): boolean {
  const text = `${bot.slug}\n${bot.name}\n${bot.description}\n${bot.model ?? ""}`.toLowerCase();
  if (query.words.some((word) => text.includes(word.text.toLowerCase()) === word.negated)) return false;
  return BOT_KEYS.every((key) => {
    if (key === except) return true;
    const values = valuesFor(bot, key);
    const [is, not] = [valuesOf(query, key), valuesOf(query, key, "not")];
    return (is.length === 0 || is.some((each) => values.includes(each))) && !not.some((each) => values.includes(each));
  });
}

/** The bots that an address asks for, and what each facet would give instead. */
export function filterBots(all: readonly BotRow[], params: URLSearchParams): { bots: BotRow[]; facets: BotFacet[] } {
  const query = readQuery(params, BOT_KEYS);
  const facets = BOT_KEYS.map((key) => {
    const counts = new Map<string, number>((ALWAYS[key] ?? []).map((value) => [value, 0]));
    for (const bot of all)
      if (matches(bot, query, key))
        for (const value of valuesFor(bot, key)) counts.set(value, (counts.get(value) ?? 0) + 1);
    const values = [...counts].map(([value, count]) => ({
      value,
      count,
      ...(SETUP_LABELS[value] && { label: SETUP_LABELS[value] }),
    }));
    return { key, label: LABELS[key], values: ALWAYS[key] ? values : values.toSorted((a, b) => b.count - a.count) };
  });
  return { bots: all.filter((bot) => matches(bot, query, null)), facets };
}
