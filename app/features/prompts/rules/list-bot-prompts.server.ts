import type { Sql } from "~/data/postgres.server";
import { listActivePrompts } from "~/data/runtime/prompt-fetch.server";
import { DEFAULT_SCOPE, promptScopeText } from "~/lib/prompt-scope";
import { SHIPPED_PROMPTS } from "./shipped-prompt";

export type BotPrompt = {
  key: string;
  title: string;
  category: string;
  folder: string;
  /** Where it comes from: `bot:<slug>`, `global` or `default`. */
  scope: string;
  version: number;
  pinned: boolean;
  isProtected: boolean;
  /** Null for a default that nobody has counted. */
  tokens: number | null;
  chars: number;
};

/** Every prompt as this bot has it, without the texts, by key. Null: as the house has them. */
export async function listBotPrompts(sql: Sql, bot: string | null): Promise<BotPrompt[]> {
  const rows = await listActivePrompts(sql, bot);
  const known = new Set(rows.map(({ key }) => key));
  const stored = rows.map(({ scope_type, scope_id, is_protected, ...row }) => ({
    ...row,
    scope: promptScopeText({ type: scope_type, id: scope_id }),
    isProtected: is_protected,
  }));
  const shipped = SHIPPED_PROMPTS.filter(({ key }) => !known.has(key)).map(
    ({ key, title, category, folder, body }) => ({
      ...{ key, title, category, folder, scope: DEFAULT_SCOPE, version: 0 },
      ...{ pinned: false, isProtected: false, tokens: null, chars: body.length },
    }),
  );
  return [...stored, ...shipped].toSorted((a, b) => (a.key < b.key ? -1 : 1));
}
