import type { TurnFacet, TurnFigure, TurnFilter } from "~/data/runtime/turn-filter";
import type { TurnListRow } from "~/data/runtime/turn-list.server";
import { compareDecimals } from "~/lib/decimal";

type Row = Pick<
  TurnListRow,
  | "created_at"
  | "bot_id"
  | "user_id"
  | "session_id"
  | "model"
  | "provider"
  | "status"
  | "channel"
  | "environment"
  | "error_fingerprint"
  | "parent_turn_id"
  | "tags"
  | "latency_ms"
  | "ttft_ms"
  | "total_tokens"
  | "cost_usd"
  | "tool_call_count"
>;

const VALUE: Record<TurnFacet, (row: Row) => string | null> = {
  bot: (row) => row.bot_id,
  user: (row) => row.user_id,
  session: (row) => row.session_id,
  model: (row) => row.model,
  provider: (row) => row.provider,
  status: (row) => row.status,
  channel: (row) => row.channel,
  environment: (row) => row.environment,
  error: (row) => row.error_fingerprint,
  parent: (row) => row.parent_turn_id,
};

const FIGURE: Record<TurnFigure, (row: Row) => string | null> = {
  latency: (row) => text(row.latency_ms),
  ttft: (row) => text(row.ttft_ms),
  tokens: (row) => text(row.total_tokens),
  cost: (row) => row.cost_usd,
  tools: (row) => text(row.tool_call_count),
};

const BOUNDS: ["min" | "max" | "above" | "below", (order: number) => boolean][] = [
  ["min", (order) => order >= 0],
  ["max", (order) => order <= 0],
  ["above", (order) => order > 0],
  ["below", (order) => order < 0],
];

const ALL = Object.keys(VALUE) as TurnFacet[];

/** What a turn keeps from its start to its end. */
const LASTING: TurnFacet[] = ["bot", "user", "session", "channel", "environment", "parent"];

/** The same as the condition that turnWhere writes, for a row at hand. */
export function matchesTurn(filter: TurnFilter, row: Row): boolean {
  return isInTime(filter, row) && ALL.every((facet) => fits(filter, facet, row)) && fitsRest(filter, row);
}

/** Whether a turn could have been in the list before it changed: false says that nobody shows it. */
export function couldMatchTurn(filter: TurnFilter, row: Row): boolean {
  return isInTime(filter, row) && LASTING.every((facet) => fits(filter, facet, row));
}

function isInTime(filter: TurnFilter, row: Row): boolean {
  const at = Date.parse(row.created_at);
  return at >= Date.parse(filter.from) && at < Date.parse(filter.to);
}

function fits(filter: TurnFilter, facet: TurnFacet, row: Row): boolean {
  const value = VALUE[facet](row);
  const only = filter.only?.[facet];
  if (only && (value === null || !only.includes(value))) return false;
  return value === null || !filter.not?.[facet]?.includes(value);
}

function fitsRest(filter: TurnFilter, row: Row): boolean {
  if (filter.tags?.some((tag) => !row.tags.includes(tag))) return false;
  if (filter.notTags?.some((tag) => row.tags.includes(tag))) return false;
  // A row does not say what it was told; the next look at the list knows.
  if (filter.prompts?.length) return false;
  if (filter.hasTools !== undefined && filter.hasTools !== row.tool_call_count > 0) return false;
  return BOUNDS.every(([bound, holds]) =>
    Object.entries(filter[bound] ?? {}).every(([figure, limit]) => {
      const value = FIGURE[figure as TurnFigure](row);
      return limit === undefined || (value !== null && holds(compareDecimals(value, limit)));
    }),
  );
}

function text(value: number | null): string | null {
  return value === null ? null : String(value);
}
