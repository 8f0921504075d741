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
  "prompt",
] as const;
export type TurnKey = (typeof TURN_KEYS)[number];

/** What the list shows when the address names no range. */
export const TURN_RANGE = "24h";

/** Which figure the strip of outliers shows. */
export const STRIP_PARAM = "strip";

/** Newest first, as the table writes its sort. */
export const TURN_ORDER = "-time";

/** People read "running"; what is stored says "streaming", and is understood too. */
export function statusOfWord(word: string): string {
  return word === "running" ? "streaming" : word;
}
