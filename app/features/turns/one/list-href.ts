import { writeQuery } from "~/lib/query-facets";

/** The list of turns, narrowed to one value, as far back as rows are kept unless a range is named. */
export function listHref(key: "bot" | "user" | "session" | "error", value: string, range = "30d"): string {
  const query = { filters: [{ key, operator: "is" as const, values: [value] }], words: [] };
  return `/turns?${writeQuery(new URLSearchParams({ range }), query, [key]).toString()}`;
}
