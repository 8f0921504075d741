import { pool } from "~/data/postgres.server";
import { listPromptNames } from "~/data/runtime/prompt-library.server";
import { shippedPrompts } from "../library/shipped-prompts.server";

const MOST = 5_000;

export type PromptNames = { keys: { key: string; title: string }[]; content: string[] };

/** Everything that can be put into a prompt of this scope by its name. */
export async function getPromptNames(scope: string): Promise<PromptNames> {
  const bot = scope.startsWith("bot:") ? scope.slice("bot:".length) : null;
  const { keys, content } = await listPromptNames(pool("pages"), bot, MOST);
  const known = new Set(keys.map(({ key }) => key));
  const shipped = shippedPrompts().filter(({ key }) => !known.has(key));
  return { keys: [...keys, ...shipped.map(({ key, title }) => ({ key, title }))], content };
}
