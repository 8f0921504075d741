/** What a list of turns may be narrowed by. Values are given as they are stored. */
export type TurnFacet =
  "bot" | "user" | "session" | "model" | "provider" | "status" | "channel" | "environment" | "error" | "parent";
export type TurnFigure = "latency" | "ttft" | "tokens" | "cost" | "tools";

export type TurnFilter = {
  /** The time of the start, from (with) to (without), as text. */
  from: string;
  to: string;
  only?: Partial<Record<TurnFacet, string[]>>;
  not?: Partial<Record<TurnFacet, string[]>>;
  /** A turn carries all of these, and none of those. */
  tags?: string[];
  notTags?: string[];
  hasTools?: boolean;
  /** Any of these prompts told it what to do; without a scope or a version, whichever it was. */
  prompts?: { key: string; scope?: string; version?: number }[];
  /** A figure nobody knows is neither large nor small. */
  min?: Partial<Record<TurnFigure, string>>;
  max?: Partial<Record<TurnFigure, string>>;
  above?: Partial<Record<TurnFigure, string>>;
  below?: Partial<Record<TurnFigure, string>>;
};

export const FACET_COLUMN: Record<TurnFacet, string> = {
  bot: "bot_id",
  user: "user_id",
  session: "session_id",
  model: "model",
  provider: "provider",
  status: "status",
  channel: "channel",
  environment: "environment",
  error: "error_fingerprint",
  parent: "parent_turn_id",
};

const FIGURE_COLUMN: Record<TurnFigure, string> = {
  latency: "latency_ms",
  ttft: "ttft_ms",
  tokens: "total_tokens",
  cost: "cost_usd",
  tools: "tool_call_count",
};

const BOUNDS = { min: ">=", max: "<=", above: ">", below: "<" } as const;

/** The condition of a filter over turn_logs as `l`; its values go to `params`. */
export function turnWhere(filter: TurnFilter, params: unknown[]): string {
  const put = (value: unknown) => `$${params.push(value)}`;
  const parts = [`l.created_at >= ${put(filter.from)}`, `l.created_at < ${put(filter.to)}`];
  for (const facet of Object.keys(FACET_COLUMN) as TurnFacet[]) {
    const column = `l.${FACET_COLUMN[facet]}`;
    const only = filter.only?.[facet];
    const not = filter.not?.[facet];
    if (only?.length === 1) parts.push(`${column} = ${put(only[0])}`);
    // An empty list allows nothing: it is a key without bots, never "any".
    else if (only) parts.push(`${column} = any(${put(only)})`);
    // A row without a value is not one of the values left out.
    if (not?.length) parts.push(`(${column} is null or ${column} <> all(${put(not)}))`);
  }
  if (filter.tags?.length) parts.push(`l.tags @> ${put(filter.tags)}`);
  if (filter.notTags?.length) parts.push(`not (l.tags && ${put(filter.notTags)})`);
  if (filter.hasTools !== undefined) parts.push(filter.hasTools ? "l.tool_call_count > 0" : "l.tool_call_count = 0");
  if (filter.prompts?.length) parts.push(wasTold(filter, put));
  for (const [bound, operator] of Object.entries(BOUNDS))
    for (const [figure, value] of Object.entries(filter[bound as keyof typeof BOUNDS] ?? {}))
      if (value !== undefined) parts.push(`l.${FIGURE_COLUMN[figure as TurnFigure]} ${operator} ${put(value)}`);
  return parts.join(" and ");
}

/** Found from the version's side: a seldom used one is a few rows of its own index. */
function wasTold({ prompts = [], from, to }: TurnFilter, put: (value: unknown) => string): string {
  const any = prompts.map(({ key, scope, version }) =>
    [
      `t.key = ${put(key)}`,
      ...(scope === undefined ? [] : [`t.scope = ${put(scope)}`]),
      ...(version === undefined ? [] : [`t.version = ${put(version)}`]),
    ].join(" and "),
  );
  return `(l.created_at, l.id) in (select t.turn_created_at, t.turn_id from runtime.turn_prompts t
    where (${any.join(" or ")}) and t.turn_created_at >= ${put(from)} and t.turn_created_at < ${put(to)})`;
}
