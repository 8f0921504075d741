/** What usage is told apart by; '' where a turn names none. */
export const DIMENSIONS = ["bot_id", "provider", "model", "channel", "environment", "source"] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** What is summed. */
export const MEASURES = [
  "turns",
  "errors",
  "model_calls",
  "input_tokens",
  "output_tokens",
  "cache_read_tokens",
  "cache_write_tokens",
  "reasoning_tokens",
  "cost_usd",
  "cost_unknown_turns",
  "tool_calls",
] as const;
export type Measure = (typeof MEASURES)[number];
const TOKENS = MEASURES.filter((name) => name.endsWith("_tokens"));

/** What each part of usage is made of, in the order in which it is selected. */
export const PART = ["starts_at", ...DIMENSIONS, ...MEASURES, "latency_ms", "ttft_ms"] as const;

const quarter = (time: string) => `date_bin('15 minutes', ${time}, timestamptz '2000-01-01 00:00:00+00')`;
const named = (row: string, names: readonly string[]) =>
  names.map((name) => `coalesce(${row}.${name}, '') as ${name}`).join(", ");
const tokens = (expression: (name: string) => string) =>
  TOKENS.map((name) => `${expression(name)} as ${name}`).join(", ");
const isError = (row: string) => `(${row}.status in ('error', 'timeout'))::int as errors`;

/** What turns without model calls used, of rows with the columns of turn_logs. A turn counts once it has ended. */
export function partsOfTurns(source: string, sign: string): string {
  return `select ${sign} as sign, ${quarter("t.created_at")} as starts_at, ${named("t", DIMENSIONS)},
      1 as turns, ${isError("t")}, 0 as model_calls, ${tokens((name) => `coalesce(t.${name}, 0)`)},
      coalesce(t.cost_usd, 0) as cost_usd, (t.cost_usd is null)::int as cost_unknown_turns, t.tool_call_count as tool_calls,
      t.latency_ms, t.ttft_ms
    from ${source} t where t.status <> 'streaming' and t.llm_call_count = 0`;
}

/**
 * What turns with model calls used: each once, by its own model or else that of its first call, and each call's tokens and cost
 * by the call's model. A turn's own tokens count where no call gives any; its own cost where not every call gives one.
 * `turns` and `calls` are queries over rows of turn_logs and of llm_calls. Answers CTEs, of which the last is `called`.
 */
export function partsOfCalledTurns(turns: string, calls: string): string {
  const ownModel = "coalesce(t.model, f.first_model)";
  return `called_turns as materialized (${turns}),
    calls as materialized (${calls}),
    call_facts as (
      select turn_created_at, turn_id, bool_and(cost_usd is not null) as gives_cost,
             bool_or(coalesce(${TOKENS.join(", ")}) is not null) as gives_tokens,
             (array_agg(model order by seq, call_id))[1] as first_model
        from calls group by 1, 2),
    known as (
      select t.*, ${ownModel} as own_model, coalesce(f.gives_tokens, false) as gives_tokens, coalesce(f.gives_cost, false) as gives_cost
        from called_turns t left join call_facts f on f.turn_created_at = t.created_at and f.turn_id = t.id),
    own_provider as (
      select c.turn_created_at, c.turn_id, (array_agg(c.provider order by c.seq, c.call_id))[1] as provider
        from calls c join known k on k.created_at = c.turn_created_at and k.id = c.turn_id and k.own_model = c.model
       where c.provider is not null group by 1, 2),
    called as materialized (
      select t.created_at as turn_created_at, t.id as turn_id, ${quarter("t.created_at")} as starts_at, t.bot_id,
             coalesce(t.provider, p.provider, '') as provider, coalesce(t.own_model, '') as model,
             ${named("t", ["channel", "environment", "source"])}, 1 as turns, ${isError("t")}, 0 as model_calls,
             ${tokens((name) => `case when t.gives_tokens then 0 else coalesce(t.${name}, 0) end::bigint`)},
             case when t.gives_cost then 0 else coalesce(t.cost_usd, 0) end as cost_usd,
             (not t.gives_cost and t.cost_usd is null)::int as cost_unknown_turns, t.tool_call_count as tool_calls, t.latency_ms, t.ttft_ms
        from known t left join own_provider p on p.turn_created_at = t.created_at and p.turn_id = t.id
      union all
      select t.created_at, t.id, ${quarter("t.created_at")}, t.bot_id, coalesce(c.provider, ''), c.model,
             ${named("t", ["channel", "environment", "source"])}, 0, 0, count(*)::int,
             ${tokens((name) => `coalesce(sum(c.${name}), 0)::bigint`)},
             coalesce(sum(c.cost_usd) filter (where t.gives_cost or t.cost_usd is null), 0), 0, 0, null, null
        from known t join calls c on c.turn_created_at = t.created_at and c.turn_id = t.id
       group by t.created_at, t.id, t.bot_id, c.provider, c.model, t.channel, t.environment, t.source)`;
}
