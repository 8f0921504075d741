import type { TurnListRow } from "~/data/runtime/turn-list.server";
import type { FacetValue } from "~/ui/list/facet-list";
import { statusWord } from "~/features/turns/one/turn-view";
import type { TurnKey } from "./turn-keys";
import type { TurnFacets } from "./turn-query.server";

/** What `/turns/facets` answers. */
export type TurnFacetAnswer = Pick<TurnFacets, "facets" | "ranges"> & { total: number };

/** In the order in which they stand. `counted` is what the counts call it where that differs. */
export const FACETS: readonly { key: TurnKey; label: string; counted?: string }[] = [
  { key: "bot", label: "Bot" },
  { key: "status", label: "Status" },
  { key: "model", label: "Model" },
  { key: "error", label: "Error" },
  { key: "tools", label: "Tools" },
  { key: "channel", label: "Channel" },
  { key: "user", label: "User" },
  { key: "tag", label: "Tag", counted: "tags" },
  { key: "environment", label: "Environment" },
  { key: "provider", label: "Provider" },
];

type Values = Partial<Record<TurnKey, FacetValue[]>>;

/** The counted values; until they have come those of the rows, the most frequent first, without counts. */
export function facetValuesOf(counted: TurnFacetAnswer | null, rows: readonly TurnListRow[]): Values {
  const values: Values = {};
  for (const { key, counted: name = key } of FACETS) {
    const known = counted?.facets.find((facet) => facet.key === name)?.values;
    values[key] = known ? known.map((each) => ({ ...each, value: wordOf(key, each.value) })) : valuesIn(rows, key);
  }
  return values;
}

function wordOf(key: TurnKey, value: string): string {
  if (key === "status") return statusWord(value as TurnListRow["status"]);
  if (key === "tools") return value === "true" ? "yes" : "no";
  return value;
}

/** As many as a facet shows at once: the others come with the counts, and would be half of the page until then. */
const MOST_GUESSED = 6;

function valuesIn(rows: readonly TurnListRow[], key: TurnKey): FacetValue[] {
  const counts = new Map<string, number>();
  for (const row of rows)
    for (const value of READ[key]?.(row) ?? []) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  const some = [...counts].sort((a, b) => b[1] - a[1]).slice(0, MOST_GUESSED);
  return some.map(([value]) => ({ value, count: null }));
}

const READ: Partial<Record<TurnKey, (row: TurnListRow) => readonly (string | null)[]>> = {
  bot: (row) => [row.bot_id],
  status: (row) => [statusWord(row.status)],
  model: (row) => [row.model],
  error: (row) => [row.error_fingerprint],
  tools: (row) => [row.tool_call_count > 0 ? "yes" : "no"],
  channel: (row) => [row.channel],
  user: (row) => [row.user_id],
  tag: (row) => row.tags,
  environment: (row) => [row.environment],
  provider: (row) => [row.provider],
};
