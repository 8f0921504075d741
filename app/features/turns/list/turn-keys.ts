/** The keys of the query bar, in the order in which they are written. */
export const TURN_KEYS = [
  "bot",
  "status",
  "model",
  "channel",
  "user",
  "session",
  "error",
  "tools",
  "latency",
  "ttft",
  "tokens",
  "cost",
  "environment",
  "provider",
  "tag",
  "parent",
] as const;
export type TurnKey = (typeof TURN_KEYS)[number];

/** What the list shows when the address names no range. */
export const TURN_RANGE = "24h";

/** Newest first, as the table writes its sort. */
export const TURN_ORDER = "-time";

/** A turn that has begun is "streaming" where it is stored, and "running" where people read it. */
export function statusWord(status: string): string {
  return status === "streaming" ? "running" : status;
}

export function statusOfWord(word: string): string {
  return word === "running" ? "streaming" : word;
}
