import type { Sql } from "~/data/postgres.server";
import { fetchPrompt } from "~/data/runtime/prompt-fetch.server";
import { DEFAULT_SCOPE, promptScopeText } from "~/lib/prompt-scope";
import type { PromptVariable } from "~/lib/prompt-template/prompt-variable";
import type { TemplateSyntax } from "~/lib/prompt-template/template";
import { promptDigest } from "./prompt-digest.server";
import { findShippedPrompt, SHIPPED_AT } from "./shipped-prompt";

export type ResolvedPrompt = {
  key: string;
  /** Where it was found: `bot:<slug>`, `global` or `default`. */
  scope: string;
  /** 0: the default. */
  version: number;
  /** Whether the pin of its scope stands on this version. */
  pinned: boolean;
  syntax: TemplateSyntax;
  /** Null only for a caller that named the ETag of what it has. */
  body: string | null;
  variables: PromptVariable[];
  updatedAt: string;
  etag: string;
};

export type PromptQuestion = {
  key: string;
  /** Null: the house's. A bot that nobody knows has what the house has. */
  bot: string | null;
  /** A version of the scope where the prompt is found; 0 is the default. Left out: the pinned one, else the newest. */
  version?: number;
  /** ETags whose bodies the caller has. */
  known?: readonly string[];
};

const defaultEtags = new Map<string, string>();

function shipped(key: string, known: readonly string[]): ResolvedPrompt | null {
  const prompt = findShippedPrompt(key);
  if (!prompt) return null;
  const { syntax, body, variables } = prompt;
  let etag = defaultEtags.get(key);
  if (!etag) defaultEtags.set(key, (etag = `"default.0.${promptDigest(body, syntax).slice(0, 20)}"`));
  const answer = {
    key,
    scope: DEFAULT_SCOPE,
    version: 0,
    pinned: false,
    syntax,
    variables,
    updatedAt: SHIPPED_AT,
    etag,
  };
  return { ...answer, body: known.includes(etag) ? null : body };
}

/**
 * The bot's prompt (its pin, else its newest), else the house's likewise, else what ships with the product. One statement,
 * and nothing else that could fail. Null: there is no such prompt, or no such version of it.
 */
export async function resolvePrompt(sql: Sql, question: PromptQuestion): Promise<ResolvedPrompt | null> {
  const { key, bot, version, known = [] } = question;
  if (version === 0) return shipped(key, known);
  const found = await fetchPrompt(sql, { key, bot, version, known });
  if (!found) return version === undefined ? shipped(key, known) : null;
  if (found.version === null) return null;
  const { pinned, syntax, body, variables, updated_at, etag } = found;
  const scope = promptScopeText({ type: found.scope_type, id: found.scope_id });
  return { key, scope, version: found.version, pinned, syntax, body, variables, updatedAt: updated_at, etag };
}
