import type { Sql } from "~/data/postgres.server";
import {
  DIMENSIONS,
  MEASURES,
  partsOfCalledTurns,
  partsOfTurns,
  type Dimension,
  type Measure,
} from "./usage-parts.server";
import { piecesOf, type Piece, type Pieces } from "./usage-pieces";
import { EVERY_DIMENSION, shapeOf } from "./usage-sums.server";
import { binOfPacked, countOfPacked, LATENCY_BIN, packed, TTFT_BIN } from "./usage-times";

/** What usage may be grouped and filtered by. A turn that several prompts told what to do counts under each of them. */
export type UsageKey = Dimension | "prompt";
export type UsageQuery = {
  from: number;
  to: number;
  /** Where each bucket begins, and where the last one ends. */
  bounds: readonly number[];
  groupBy: readonly UsageKey[];
  only: Partial<Record<UsageKey, readonly string[]>>;
};
/** `bucket` is the place of its start among the bounds; the sums are text, since they may pass what a number holds. */
export type UsageRow = { bucket: number; times: string[] } & Record<Measure, string> & Record<UsageKey, string>;

const PROMPT = "p.key || '@' || p.scope || '#' || p.version";

/** Sums of a range, by bucket and group, in their order. Nothing is answered where nothing was used. */
export async function readUsage(sql: Sql, query: UsageQuery): Promise<UsageRow[]> {
  const params: unknown[] = [];
  const put = (value: unknown, type: string) => `$${params.push(value)}::${type}`;
  const keys = [...query.groupBy, ...(Object.keys(query.only) as UsageKey[])];
  const asksPrompts = keys.includes("prompt");
  const shape = shapeOf(keys.filter((key) => key !== "prompt"));
  const pieces: Pieces = asksPrompts
    ? { day: [], hour: [], quarter: [], rows: [{ from: query.from, to: query.to }] }
    : piecesOf(query, query.bounds, { hasHours: shape !== EVERY_DIMENSION, rowsFrom: await rowsFrom(sql) });
  const bounds = put(query.bounds.map(iso), "timestamptz[]");
  const names = query.groupBy;
  const where = (Object.entries(query.only) as [UsageKey, readonly string[]][]).map(
    ([key, values]) => `${key} = any(${put(values, "text[]")})`,
  );
  const columns = ["bucket", ...names];
  const placed = (row: string) => `width_bucket(${row}.starts_at, ${bounds}) - 1 as bucket`;
  const stored = (unit: "day" | "hour" | "quarter") =>
    `select ${[placed("u"), ...names.map((name) => `s.${name}`), ...MEASURES.map((name) => `u.${name}`), "u.times"].join(", ")}
       from ${spans(pieces[unit], put)} join runtime.${unit === "quarter" ? "usage_buckets" : "usage_margins"} u
         on ${unit === "quarter" ? "" : `u.unit = '${unit}' and `}u.starts_at >= r.from_at and u.starts_at < r.to_at
       join ${unit === "quarter" ? "every_series" : "series"} s on s.id = u.series_id`;
  const sources = (["day", "hour", "quarter"] as const).filter((unit) => pieces[unit].length > 0).map(stored);
  const hasRows = pieces.rows.length > 0;
  if (hasRows)
    sources.push(
      `select ${[placed("p"), ...names.map((name) => `p.${name}`), ...MEASURES.map((name) => `p.${name}`)].join(", ")},
         array_remove(array[case when latency_ms is not null then ${packed(`(${LATENCY_BIN})`, "1::bigint")} end,
                            case when ttft_ms is not null then ${packed(`(${TTFT_BIN})`, "1::bigint")} end], null) as times
         from row_parts p ${where.length > 0 ? `where ${where.join(" and ")}` : ""}`,
    );
  const seriesOf = (name: string, kept: number) =>
    `${name} as materialized (select id, ${DIMENSIONS.join(", ")} from runtime.usage_series
        where ${[`shape = ${kept}`, ...(asksPrompts ? [] : where)].join(" and ")})`;
  const { rows } = await sql.query<UsageRow>(
    `with ${seriesOf("series", shape)}, ${seriesOf("every_series", EVERY_DIMENSION)},
       ${hasRows ? `${rowParts(spans(pieces.rows, put), asksPrompts)},` : ""}
       found as materialized (${sources.join(" union all ")}),
       sums as (select ${columns.join(", ")}, ${MEASURES.map((name) => `sum(${name}) as ${name}`).join(", ")} from found
                 group by ${columns.join(", ")} having sum(turns) <> 0 or sum(model_calls) <> 0),
       bins as (select ${columns.join(", ")}, ${binOfPacked("v")} as bin, sum(${countOfPacked("v")})::bigint as n
                  from found cross join unnest(times) as v group by ${columns.join(", ")}, bin),
       durations as (select ${columns.join(", ")}, array_agg(${packed("bin", "n")}) as times from bins group by ${columns.join(", ")})
     select ${columns.join(", ")}, ${MEASURES.map((name) => (name === "cost_usd" ? "trim_scale(cost_usd) as cost_usd" : name)).join(", ")},
            coalesce(times, '{}') as times
       from sums left join durations using (${columns.join(", ")}) order by ${columns.join(", ")}`,
    params,
  );
  return rows;
}

const iso = (at: number) => new Date(at).toISOString();

function spans(pieces: readonly Piece[], put: (value: unknown, type: string) => string): string {
  const ends = (end: "from" | "to") =>
    put(
      pieces.map((piece) => iso(piece[end])),
      "timestamptz[]",
    );
  return `unnest(${ends("from")}, ${ends("to")}) as r(from_at, to_at)`;
}

/** What the rows of some spans used, as parts: a turn that several prompts told what to do once for each. */
function rowParts(from: string, asksPrompts: boolean): string {
  const turns = `select t.* from ${from} join runtime.turn_logs t on t.created_at >= r.from_at and t.created_at < r.to_at
    where t.status <> 'streaming'`;
  const calls = `select c.* from called_turns t cross join lateral (
      select c.* from runtime.llm_calls c where t.llm_call_count > 0 and c.turn_created_at = t.created_at and c.turn_id = t.id offset 0) c`;
  const part = [...DIMENSIONS, ...MEASURES, "latency_ms", "ttft_ms", "starts_at"].join(", ");
  if (asksPrompts)
    return `${partsOfCalledTurns(turns, calls)},
      row_parts as (select ${part}, coalesce(${PROMPT}, '') as prompt
        from called c left join runtime.turn_prompts p on p.turn_created_at = c.turn_created_at and p.turn_id = c.turn_id)`;
  return `some_turns as materialized (${turns}),
    ${partsOfCalledTurns("select * from some_turns where llm_call_count > 0", calls)},
    row_parts as (select ${part} from (${partsOfTurns("some_turns", "1")}) as each union all select ${part} from called)`;
}

async function rowsFrom(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{ from_ms: number | null }>(
    "select case when isfinite(rows_from) then (extract(epoch from rows_from) * 1000)::float8 end as from_ms from runtime.usage_built",
  );
  return rows[0]?.from_ms ?? Number.NEGATIVE_INFINITY;
}
