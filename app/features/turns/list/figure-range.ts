import { formatMoney } from "~/lib/money";
import { formatCompact } from "~/lib/numbers";
import type { Query } from "~/lib/query-language";
import type { RangeKey } from "./turn-filters";

/** The bounds of a figure as they stand in the query: what was typed, or nothing. */
export type FigureBounds = { min: string; max: string };

const LOWER = [">=", ">"];

export function boundsOf(query: Query, key: RangeKey): FigureBounds {
  const own = query.filters.filter((filter) => filter.key === key);
  const value = (lower: boolean) =>
    own.find(({ operator }) => operator !== "is" && operator !== "not" && LOWER.includes(operator) === lower)
      ?.values[0];
  return { min: value(true) ?? "", max: value(false) ?? "" };
}

/** The query with these bounds for the figure in place of all it had. An empty one is none. */
export function withBounds(query: Query, key: RangeKey, { min, max }: FigureBounds): Query {
  const filters = query.filters.filter((filter) => filter.key !== key);
  if (min.trim()) filters.push({ key, operator: ">=", values: [min.trim()] });
  if (max.trim()) filters.push({ key, operator: "<=", values: [max.trim()] });
  return { ...query, filters };
}

/** A bound as people type it: "1.5s", "2k", "0.01". */
export function printBound(key: RangeKey, value: number): string {
  if (key === "latency") return value < 1_000 ? `${value}ms` : `${trim(value / 1_000)}s`;
  if (key === "cost") return trim(value);
  return value < 1_000 ? trim(value) : value < 1_000_000 ? `${trim(value / 1_000)}k` : `${trim(value / 1_000_000)}M`;
}

/** The same for the eye, under the bars. */
export function labelBound(key: RangeKey, value: number): string {
  if (key === "latency") return value < 1_000 ? `${value} ms` : `${trim(value / 1_000)} s`;
  return key === "cost" ? formatMoney(trim(value)) : formatCompact(value);
}

/** Never in the form 1e-7: a decimal is what the query understands. */
function trim(value: number): string {
  const text = value.toFixed(6);
  return text.replace(/\.?0+$/, "");
}
