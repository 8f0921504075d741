import { AGENT_PROMPTS } from "./prompt-defaults/agent-prompts";
import { CHAT_PROMPTS } from "./prompt-defaults/chat-prompts";
import { HISTORY_PROMPTS } from "./prompt-defaults/history-prompts";
import { MEMORY_PROMPTS } from "./prompt-defaults/memory-prompts";
import { PERSONA_PROMPTS } from "./prompt-defaults/persona-prompts";
import type { ShippedPrompt } from "./prompt-defaults/shipped-prompt-type";

/** When their words were last changed; what a fetch tells of a default. */
export const SHIPPED_AT = "2026-11-20T00:00:00.000Z";

/** What ships with the product: it stands where nobody has written a prompt of their own. Ordered by key. */
export const SHIPPED_PROMPTS: readonly ShippedPrompt[] = [
  ...HISTORY_PROMPTS,
  ...MEMORY_PROMPTS,
  ...CHAT_PROMPTS,
  ...AGENT_PROMPTS,
  ...PERSONA_PROMPTS,
].toSorted((a, b) => (a.key < b.key ? -1 : 1));

const byKey = new Map(SHIPPED_PROMPTS.map((prompt) => [prompt.key, prompt]));

export function findShippedPrompt(key: string): ShippedPrompt | null {
  return byKey.get(key) ?? null;
}
