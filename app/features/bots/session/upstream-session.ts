import type { BotFields, JsonObject } from "~/data/runtime/bot-profile";

/** What a bridge has written down of the conversation it holds upstream, or null where there is none. */
export function upstreamSession({ agent_backend, agent_backend_config }: BotFields): string | null {
  const key = agent_backend_config.session_key;
  return agent_backend !== "chat" && typeof key === "string" && key !== "" ? key : null;
}

/** Backends that go on with a conversation of their own. */
export function holdsSessions({ agent_backend }: Pick<BotFields, "agent_backend">): boolean {
  return agent_backend !== "chat";
}

export function withoutSession({ session_key: _gone, ...rest }: JsonObject): JsonObject {
  return rest;
}
