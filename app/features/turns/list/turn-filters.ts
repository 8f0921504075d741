import type { TurnFacet, TurnFigure, TurnFilter } from "~/data/runtime/turn-filter";
import type { TurnSort } from "~/data/runtime/turn-list.server";
import { isDecimal } from "~/lib/decimal";
import { parseDuration } from "~/lib/duration";
import { sortParam } from "~/lib/list-params";
import { parseTimeRange } from "~/lib/parse-time-range";
import { readQuery, valuesOf } from "~/lib/query-facets";
import { printQuery, type Filter, type Query } from "~/lib/query-language";
import { resolveRange } from "~/lib/time-range";
import { statusOfWord, TURN_KEYS, TURN_ORDER, TURN_RANGE } from "./turn-keys";
import type { TurnQuery } from "./turn-query.server";

/** Which value of the database a column of the table sorts by. */
const SORTS: Record<string, TurnSort> = {
  time: "started_at",
  bot: "bot",
  user: "user_id",
  session: "session_id",
  model: "model",
  status: "status",
  latency: "latency_ms",
  ttft: "ttft_ms",
  tokens: "total_tokens",
  cost: "cost_usd",
  tools: "tool_call_count",
  prompt: "prompt_preview",
  response: "response_preview",
  tags: "tags",
};

const FACETS: TurnFacet[] = [
  ...(["bot", "user", "session", "model", "provider", "status", "channel", "environment", "error", "parent"] as const),
];

/** Clocks of runtimes may run ahead: what begins "now" may carry a time that has not come yet. */
const AHEAD_MS = 25 * 3_600_000;

export type TurnListQuery = TurnQuery & {
  /** The range goes on: what begins from now on belongs to it. */
  isOpen: boolean;
};

/** What the address asks for. A value that nobody understands falls away, so an old bookmark still opens. */
export function readTurnQuery(params: URLSearchParams, timeZone: string, now = new Date()): TurnListQuery {
  const query = readTurnFilters(params);
  const asked = parseTimeRange(params.get("range") ?? TURN_RANGE, now, timeZone);
  const range = asked ?? parseTimeRange(TURN_RANGE, now, timeZone)!;
  const { from, to } = resolveRange(range, now, timeZone);
  const isOpen = range.to.kind === "now";
  const sort = params.get(sortParam) ?? TURN_ORDER;
  const by = SORTS[sort.replace(/^-/, "")];
  const filter = filterOf(query, from.toISOString(), (isOpen ? new Date(now.getTime() + AHEAD_MS) : to).toISOString());
  return {
    filter,
    q: query.words.length > 0 ? printQuery({ filters: [], words: query.words }, []) : null,
    sort: by ?? "started_at",
    descending: by ? sort.startsWith("-") : true,
    // A turn that comes in does not say what it was told: such a list is renewed, not followed.
    isOpen: isOpen && !filter.prompts,
  };
}

/** The filters of an address, also those that a form without script sent: `latency_min=2s`. */
export function readTurnFilters(params: URLSearchParams): Query {
  const query = readQuery(params, TURN_KEYS);
  const typed: Filter[] = [];
  for (const key of RANGE_KEYS) {
    const min = params.get(`${key}_min`)?.trim();
    const max = params.get(`${key}_max`)?.trim();
    if (min) typed.push({ key, operator: ">=", values: [min] });
    if (max) typed.push({ key, operator: "<=", values: [max] });
  }
  return { ...query, filters: [...query.filters, ...typed] };
}

export const RANGE_KEYS = ["latency", "tokens", "cost"] as const;
export type RangeKey = (typeof RANGE_KEYS)[number];

function filterOf(query: Query, from: string, to: string): TurnFilter {
  const filter: TurnFilter = { from, to };
  for (const facet of FACETS) {
    const read = facet === "status" ? statusOfWord : (value: string) => value;
    const only = valuesOf(query, facet).map(read);
    const not = valuesOf(query, facet, "not").map(read);
    if (only.length > 0) filter.only = { ...filter.only, [facet]: only };
    if (not.length > 0) filter.not = { ...filter.not, [facet]: not };
  }
  const tags = valuesOf(query, "tag");
  const notTags = valuesOf(query, "tag", "not");
  if (tags.length > 0) filter.tags = tags;
  if (notTags.length > 0) filter.notTags = notTags;
  const prompts = valuesOf(query, "prompt").flatMap((value) => readTold(value) ?? []);
  if (prompts.length > 0) filter.prompts = prompts;
  const hasTools = toolsOf(query);
  if (hasTools !== null) filter.hasTools = hasTools;
  for (const { key, operator, values } of query.filters) {
    const bound = BOUNDS[operator];
    const figure = key as TurnFigure;
    const value = bound && figure in READ_FIGURE ? READ_FIGURE[figure](values[0] ?? "") : null;
    if (bound && value !== null) filter[bound] = { ...filter[bound], [figure]: value };
  }
  return filter;
}

/** "key", "key@3" of whichever scope, or "key@bot:nova@3". */
function readTold(value: string): NonNullable<TurnFilter["prompts"]>[number] | null {
  const [key = "", ...rest] = value.split("@");
  const scope = rest.find((part) => /^(?:global|default|bot:.+)$/.test(part));
  const version = rest.find((part) => /^\d{1,9}$/.test(part));
  if (key === "") return null;
  return { key, ...(scope !== undefined && { scope }), ...(version !== undefined && { version: Number(version) }) };
}

const BOUNDS: Partial<Record<Filter["operator"], "min" | "max" | "above" | "below">> = {
  ">=": "min",
  "<=": "max",
  ">": "above",
  "<": "below",
};

/** With tools or without; asked for both or for neither, it says nothing. */
function toolsOf(query: Query): boolean | null {
  const wanted = new Set<boolean>();
  for (const [operator, sense] of [
    ["is", true],
    ["not", false],
  ] as const)
    for (const value of valuesOf(query, "tools", operator))
      if (value === "yes" || value === "no") wanted.add((value === "yes") === sense);
  return wanted.size === 1 ? [...wanted][0]! : null;
}

/** What people type for a figure, as the database compares it. */
const READ_FIGURE: Record<TurnFigure, (text: string) => string | null> = {
  latency: milliseconds,
  ttft: milliseconds,
  tokens: wholeNumber,
  tools: wholeNumber,
  cost: (text) => {
    const amount = text.replace(/^\$/, "").replace(/^\./, "0.");
    return isDecimal(amount) && amount.length <= 20 ? amount : null;
  },
};

const LARGEST = 2_147_483_647;

function milliseconds(text: string): string | null {
  const ms = parseDuration(text);
  return ms === null || ms > LARGEST ? null : String(Math.round(ms));
}

/** "1800", "1.8k", "2M". */
function wholeNumber(text: string): string | null {
  const [, digits, letter] = /^(\d{1,10}(?:\.\d{1,6})?)([km]?)$/i.exec(text.trim().replaceAll(",", "")) ?? [];
  if (digits === undefined) return null;
  const scale = { k: 1_000, m: 1_000_000, "": 1 }[(letter ?? "").toLowerCase()] ?? 1;
  const value = Math.round(Number(digits) * scale);
  return value > LARGEST ? null : String(value);
}
