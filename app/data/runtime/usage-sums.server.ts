import { DIMENSIONS, MEASURES, PART } from "./usage-parts.server";
import { LATENCY_BIN, packed, TTFT_BIN } from "./usage-times";

/** Which dimensions a sum is kept by, as bits. */
const GROUPS = { bot_id: 1, provider: 2, model: 2, channel: 4, environment: 4, source: 4 } as const;
export const EVERY_DIMENSION = 7;
/** The smallest shape that tells these dimensions apart. */
export function shapeOf(dimensions: Iterable<keyof typeof GROUPS>): number {
  let shape = 0;
  for (const dimension of dimensions) shape |= GROUPS[dimension];
  return shape;
}

const SHAPES = Array.from({ length: EVERY_DIMENSION + 1 }, (_, shape) => shape);
const sums = (row: string, weight = "") => MEASURES.map((name) => `sum(${weight}${row}.${name}) as ${name}`).join(", ");
const shaped = DIMENSIONS.map(
  (name) => `case when s.shape & ${GROUPS[name]} > 0 then d.${name} else '' end as ${name}`,
);
const ID = `hashtextextended(concat_ws(E'\\x1f', shape, ${DIMENSIONS.join(", ")}), 0)`;
const IS_EMPTY = `${MEASURES.map((name) => `u.${name} = 0`).join(" and ")} and u.times = '{}'`;

/** Adds measures, and bins that stand apart from them, to the stored sums of their keys. */
function written(table: string, keys: string[], from: string, bins: string): string {
  const all = [...keys, ...MEASURES, "times"];
  const none = MEASURES.map(() => "null").join(", ");
  return `insert into runtime.${table} as u (${all.join(", ")})
    select ${keys.join(", ")}, ${MEASURES.map((name) => `coalesce(sum(${name}), 0)`).join(", ")},
           coalesce(array_agg(${packed("bin", "n")}) filter (where n <> 0), '{}')
      from (select ${keys.join(", ")}, ${MEASURES.join(", ")}, null::integer as bin, null::bigint as n from ${from}
            union all select ${keys.join(", ")}, ${none}, bin, n from ${bins}) as each
     group by ${keys.join(", ")}
    on conflict (${keys.join(", ")}) do update set
      ${MEASURES.map((name) => `${name} = u.${name} + excluded.${name}`).join(", ")}, times = runtime.add_times(u.times, excluded.times)
    returning ${keys.map((key) => `u.${key}`).join(", ")}, ${IS_EMPTY} as is_empty`;
}

/** Nothing tells the planner how much is between the parts and the sums: it is to join by hashing, and to compile nothing. */
export const PLAN_FOR_SUMS = "set_config('enable_nestloop', 'off', true), set_config('jit', 'off', true)";

/**
 * CTEs that add parts, from a query with a sign and the columns of a part, to all sums. They end in `sums_by_quarter` and `sums_by_margin`,
 * which say what is empty now, and `sums_by_hour`, what was added.
 */
export function addToSums(parts: string): string {
  const margins = [
    `select 'hour' as unit, id, starts_at, MEASURED from sums_by_hour h join series_of s using (k) where s.shape <> ${EVERY_DIMENSION}`,
    `select 'day', id, date_trunc('day', starts_at, 'UTC'), MEASURED from sums_by_hour h join series_of s using (k)`,
  ];
  const marginSums = margins.map((each) => `${each.replace("MEASURED", sums("h"))} group by 2, 3`).join(" union all ");
  const marginBins = margins
    .map(
      (each) =>
        `${each.replace("MEASURED", "bin, sum(n)::bigint as n").replace("sums_by_hour", "bins_by_hour")} group by 2, 3, 4`,
    )
    .join(" union all ");
  return `parts as materialized (${parts}),
    dims as materialized (select row_number() over ()::int as k, d.* from (select distinct ${DIMENSIONS.join(", ")} from parts) d),
    keyed as materialized (
      select d.k, p.sign, ${PART.filter((name) => !(DIMENSIONS as readonly string[]).includes(name))
        .map((name) => `p.${name}`)
        .join(", ")}
        from parts p join dims d on ${DIMENSIONS.map((name) => `d.${name} = p.${name}`).join(" and ")}),
    series_of as materialized (
      select k, ${ID} as id, shape, ${DIMENSIONS.join(", ")}
        from (select d.k, s.shape, ${shaped.join(", ")} from dims d cross join unnest('{${SHAPES.join(",")}}'::smallint[]) as s(shape)) as each),
    series_told as (
      insert into runtime.usage_series (id, shape, ${DIMENSIONS.join(", ")})
      select distinct on (id) id, shape, ${DIMENSIONS.join(", ")} from series_of order by id on conflict (id) do nothing),
    quarters as materialized (select k, starts_at, ${sums("p", "p.sign * ")} from keyed p group by 1, 2),
    bins as materialized (
      select k, starts_at, bin, sum(n)::bigint as n from (
        select k, starts_at, ${LATENCY_BIN} as bin, sign * turns as n from keyed where latency_ms is not null
        union all select k, starts_at, ${TTFT_BIN}, sign * turns from keyed where ttft_ms is not null) as each group by 1, 2, 3),
    sums_by_hour as materialized (select k, date_trunc('hour', starts_at, 'UTC') as starts_at, ${sums("q")} from quarters q group by 1, 2),
    bins_by_hour as materialized (select k, date_trunc('hour', starts_at, 'UTC') as starts_at, bin, sum(n)::bigint as n from bins group by 1, 2, 3),
    by_quarter as (select s.id as series_id, q.* from quarters q join series_of s using (k) where s.shape = ${EVERY_DIMENSION}),
    bins_by_quarter as (select s.id as series_id, q.* from bins q join series_of s using (k) where s.shape = ${EVERY_DIMENSION}),
    by_margin as (select unit, id as series_id, starts_at, ${MEASURES.join(", ")} from (${marginSums}) as each),
    bins_by_margin as (select unit, id as series_id, starts_at, bin, n from (${marginBins}) as each),
    sums_by_quarter as (${written("usage_buckets", ["series_id", "starts_at"], "by_quarter", "bins_by_quarter")}),
    sums_by_margin as (${written("usage_margins", ["unit", "series_id", "starts_at"], "by_margin", "bins_by_margin")})`;
}
