import type { PromptFrameData } from "./prompt-frame.server";

/** What bots get where a scope says nothing of its own. */
export function fallbackOf({
  scopes,
  shipped,
}: Pick<PromptFrameData, "scopes" | "shipped">): "global" | "default" | null {
  if (scopes.some(({ scope }) => scope === "global")) return "global";
  return shipped ? "default" : null;
}
