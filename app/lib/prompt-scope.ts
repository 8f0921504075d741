/** Where a prompt stands: the whole house, or one bot. */
export type PromptScope = { type: "global"; id: "*" } | { type: "bot"; id: string };

export const GLOBAL_SCOPE: PromptScope = { type: "global", id: "*" };

/** What ships with the product stands in no scope of the database; its version is 0. */
export const DEFAULT_SCOPE = "default";

const BOT = /^bot:([A-Za-z0-9._:-]{1,128})$/;

/** From `global` or `bot:<slug>`, as the machine interface and the addresses of pages write it. */
export function parsePromptScope(text: string): PromptScope | null {
  if (text === "global") return GLOBAL_SCOPE;
  const bot = BOT.exec(text);
  return bot ? { type: "bot", id: bot[1]! } : null;
}

export function promptScopeText(scope: { type: string; id: string }): string {
  return scope.type === "global" ? "global" : `bot:${scope.id}`;
}

export function botOfScope(scope: PromptScope): string | null {
  return scope.type === "bot" ? scope.id : null;
}
