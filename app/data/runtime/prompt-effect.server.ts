import type { Sql } from "~/data/postgres.server";

/** What turns that name a prompt came to. Errors are `error` and `timeout`; what still runs or was stopped is counted apart. */
export type TurnFigures = {
  /** Those that have ended by themselves: the base of the shares. */
  ended: number;
  errors: number;
  others: number;
  timed: number;
  p50_ms: number | null;
  p95_ms: number | null;
  counted_tokens: number;
  tokens: number | null;
  priced: number;
  cost_usd: string | null;
};

const FIGURES = `
  count(*) filter (where l.status in ('ok', 'error', 'timeout'))::int as ended,
  count(*) filter (where l.status in ('error', 'timeout'))::int as errors,
  count(*) filter (where l.status not in ('ok', 'error', 'timeout'))::int as others,
  count(l.latency_ms) filter (where l.status = 'ok')::int as timed,
  round(percentile_cont(0.5) within group (order by l.latency_ms) filter (where l.status = 'ok'))::int as p50_ms,
  round(percentile_cont(0.95) within group (order by l.latency_ms) filter (where l.status = 'ok'))::int as p95_ms,
  count(l.total_tokens)::int as counted_tokens, round(avg(l.total_tokens))::int as tokens,
  count(l.cost_usd)::int as priced, avg(l.cost_usd)::text as cost_usd`;

export type Span = { from: string; to: string };
export type VersionFigures = TurnFigures & { version: number; is_cut: boolean };

/** The figures of some versions within a time, each from its newest `most` turns there. */
export async function readVersionFigures(
  sql: Sql,
  prompt: { key: string; scope: string },
  versions: readonly number[],
  span: Span,
  most: number,
): Promise<VersionFigures[]> {
  const { rows } = await sql.query<VersionFigures>(
    `select v.version, f.*
       from unnest($3::int[]) as v(version)
       cross join lateral (
         select ${FIGURES}, count(*) = $6::int as is_cut
           from (select turn_created_at, turn_id from runtime.turn_prompts t
                  where t.key = $1 and t.scope = $2 and t.version = v.version and t.turn_created_at >= $4 and t.turn_created_at < $5
                  order by turn_created_at desc limit $6::int) named
           join runtime.turn_logs l on l.created_at = named.turn_created_at and l.id = named.turn_id
       ) f order by v.version desc`,
    [prompt.key, prompt.scope, versions, span.from, span.to, most],
  );
  return rows;
}

/** A version in one span of time each, as before and after a move. */
export async function readSpanFigures(
  sql: Sql,
  prompt: { key: string; scope: string },
  spans: readonly (Span & { version: number })[],
  most: number,
): Promise<(TurnFigures & { is_cut: boolean })[]> {
  const { rows } = await sql.query<TurnFigures & { is_cut: boolean }>(
    `select f.*
       from unnest($3::timestamptz[], $4::timestamptz[], $5::int[]) with ordinality as s(from_at, to_at, version, place)
       cross join lateral (
         select ${FIGURES}, count(*) = $6::int as is_cut
           from (select turn_created_at, turn_id from runtime.turn_prompts t
                  where t.key = $1 and t.scope = $2 and t.version = s.version and t.turn_created_at >= s.from_at and t.turn_created_at < s.to_at
                  order by turn_created_at desc limit $6::int) named
           join runtime.turn_logs l on l.created_at = named.turn_created_at and l.id = named.turn_id
       ) f order by s.place`,
    [
      prompt.key,
      prompt.scope,
      spans.map(({ from }) => from),
      spans.map(({ to }) => to),
      spans.map((s) => s.version),
      most,
    ],
  );
  return rows;
}

/** How many turns each version had in equal steps of time. */
export async function countVersionSteps(
  sql: Sql,
  prompt: { key: string; scope: string },
  span: Span,
  stepMs: number,
): Promise<{ version: number; at: string; turns: number }[]> {
  const { rows } = await sql.query<{ version: number; at: string; turns: number }>(
    `select version, to_char(date_bin($5::interval, turn_created_at, $3::timestamptz) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
            count(*)::int as turns
       from runtime.turn_prompts
      where key = $1 and scope = $2 and turn_created_at >= $3 and turn_created_at < $4 group by 1, 2 order by 2, 1`,
    [prompt.key, prompt.scope, span.from, span.to, `${stepMs} milliseconds`],
  );
  return rows;
}

/** How many turns of a time name each of these versions, at most `cap` + 1 of each. */
export async function countVersionTurns(
  sql: Sql,
  prompt: { key: string; scope: string },
  versions: readonly number[],
  since: string,
  cap: number,
): Promise<Map<number, number>> {
  const { rows } = await sql.query<{ version: number; turns: number }>(
    `select v.version, (select count(*)::int from (
        select from runtime.turn_prompts t
         where t.key = $1 and t.scope = $2 and t.version = v.version and t.turn_created_at >= $4 limit ${cap + 1}) named) as turns
       from unnest($3::int[]) as v(version)`,
    [prompt.key, prompt.scope, versions, since],
  );
  return new Map(rows.map(({ version, turns }) => [version, turns]));
}

export type PromptReach = {
  /** Turns of the last seven days that name the prompt in this scope, at most `cap` + 1. */
  turns: number;
  /** The bots of the newest of them. */
  bots: string[];
};

/** Who is told this now: seen from the newest turns, for nothing else knows which bot asks for which prompt. */
export async function readPromptReach(
  sql: Sql,
  prompt: { key: string; scope: string },
  cap: number,
): Promise<PromptReach> {
  const { rows } = await sql.query<PromptReach>(
    `with named as materialized (
       select turn_created_at, turn_id from runtime.turn_prompts
        where key = $1 and scope = $2 and turn_created_at >= now() - interval '7 days' limit ${cap + 1}
     )
     select (select count(*)::int from named) as turns,
            coalesce(array(
              select distinct l.bot_id from (select * from named order by turn_created_at desc limit 2000) n
                join runtime.turn_logs l on l.created_at = n.turn_created_at and l.id = n.turn_id order by 1), '{}') as bots`,
    [prompt.key, prompt.scope],
  );
  return rows[0]!;
}

export type NamingTurn = { id: string; created_at: string; bot: string; version: number; status: string };

/** The newest turns that name one of these versions, to look at or to take values from. */
export async function listNamingTurns(
  sql: Sql,
  prompt: { key: string; scope: string },
  versions: readonly number[],
  limit: number,
): Promise<NamingTurn[]> {
  const { rows } = await sql.query<NamingTurn>(
    `select t.turn_id as id, to_char(t.turn_created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as created_at,
            l.bot_id as bot, t.version, l.status
       from (select n.* from unnest($3::int[]) as v(version) cross join lateral (
               select * from runtime.turn_prompts p
                where p.key = $1 and p.scope = $2 and p.version = v.version and p.turn_created_at >= now() - interval '30 days'
                order by p.turn_created_at desc limit $4) n
              order by n.turn_created_at desc limit $4) t
       join runtime.turn_logs l on l.created_at = t.turn_created_at and l.id = t.turn_id
      order by t.turn_created_at desc`,
    [prompt.key, prompt.scope, versions, limit],
  );
  return rows;
}

/** What a turn said about the values that it put into its prompts, as it said it. Null: no such turn. */
export async function readTurnValues(
  sql: Sql,
  id: string,
): Promise<{ id: string; bot: string; created_at: string; values: unknown; payload_expired: boolean } | null> {
  const { rows } = await sql.query<{
    id: string;
    bot: string;
    created_at: string;
    values: unknown;
    payload_expired: boolean;
  }>(
    `select l.id, l.bot_id as bot, to_char(l.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as created_at,
            p.metadata -> 'prompt_variables' as values, p.id is null as payload_expired
       from runtime.turn_keys k
       join runtime.turn_logs l on l.created_at = k.created_at and l.id = k.id
       left join runtime.turn_payloads p on p.created_at = k.created_at and p.id = k.id
      where k.id = $1`,
    [id],
  );
  return rows[0] ?? null;
}
