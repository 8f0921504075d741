/** The list of turns, narrowed to what a bot is and was called. */
export function turnsHref(names: readonly string[], more: Record<string, string | string[]> = {}): string {
  const params = new URLSearchParams(names.map((name) => ["bot", name]));
  for (const [key, values] of Object.entries(more)) for (const value of [values].flat()) params.append(key, value);
  return `/turns?${params}`;
}

/** A stretch of time as lists of turns read it; without an end, up to now. */
export function rangeOf(from: number, to?: number): string {
  const say = (at: number) => new Date(at).toISOString().replace(".000Z", "Z");
  return `${say(from)}..${to === undefined ? "" : say(to)}`;
}
