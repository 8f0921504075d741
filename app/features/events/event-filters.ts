import { cursorParam } from "~/lib/list-params";
import { parseTimeRange } from "~/lib/parse-time-range";
import { readQuery, valuesOf } from "~/lib/query-facets";
import { resolveRange } from "~/lib/time-range";
import { EVENT_RANGE } from "./event-range";

export const SESSION_KEYS = ["kind", "source"] as const;
export const RUN_KEYS = ["state", "source"] as const;
export const ARCHIVE_KEYS = ["kind", "run"] as const;

/** What an address narrows a list of the archive to. What an old bookmark says wrongly falls away. */
export function readEventFilters(url: string, keys: readonly string[], timeZone: string, now = new Date()) {
  const { searchParams } = new URL(url);
  const query = readQuery(searchParams, keys);
  const asked = searchParams.get("range") ?? EVENT_RANGE;
  const range = parseTimeRange(asked, now, timeZone) ?? parseTimeRange(EVENT_RANGE, now, timeZone);
  const { from, to } = range ? resolveRange(range, now, timeZone) : { from: null, to: null };
  return {
    choice: (key: string) => ({ is: valuesOf(query, key), not: valuesOf(query, key, "not") }),
    words: query.words,
    from,
    // A range that ends now also holds what comes while it is read, and what a clock ahead of ours has sent.
    to: range?.to.kind === "now" ? null : to,
    cursor: searchParams.get(cursorParam),
  };
}
