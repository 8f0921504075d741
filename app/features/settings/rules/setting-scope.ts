import type { SettingScope } from "~/data/runtime/runtime-settings.server";
import { AppError } from "~/lib/errors";

const SLUG = /^[A-Za-z0-9._:-]{1,128}$/;

/** "global", or "bot:" and a slug; anything else is null. */
export function parseScope(text: string): SettingScope | null {
  if (text === "global") return { type: "global", id: "*" };
  const slug = text.startsWith("bot:") ? text.slice(4) : "";
  return SLUG.test(slug) ? { type: "bot", id: slug } : null;
}

export function printScope(scope: SettingScope): string {
  return scope.type === "global" ? "global" : `bot:${scope.id}`;
}

/** How a sentence names a scope. */
export function scopeWords(scope: SettingScope): string {
  return scope.type === "global" ? "every bot" : scope.id;
}

/** The scope of a bot that an address names. */
export function requireBotScope(slug: string | undefined): SettingScope {
  const scope = parseScope(`bot:${slug ?? ""}`);
  if (!scope) throw new AppError("not_found", "There is no such bot.");
  return scope;
}
