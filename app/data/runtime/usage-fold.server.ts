import type { Sql } from "~/data/postgres.server";
import { endOfPartition } from "./turn-retention.server";
import { MEASURES, PART, partsOfCalledTurns, partsOfTurns } from "./usage-parts.server";
import { addToSums } from "./usage-sums.server";

const MARKS_AT_ONCE = 5_000;
const BOOKED = ["turn_created_at", "turn_id", ...PART];
const COUNTERS = MEASURES.filter((name) => name !== "model_calls");

/** How many marks a fold took, besides the entries of the ledger. */
export const MARKS_TAKEN = "select count(*)::int from marks_taken";

/**
 * CTEs that add to usage what the CTE of entries from the ledger says. Turns with model calls are read as they are now and
 * take the place of what they were booked with.
 */
export function foldUsage(entries: string): string {
  const turns = `select l.* from marked m cross join lateral (
      select t.* from runtime.turn_logs t where t.created_at = m.turn_created_at and t.id = m.turn_id offset 0) l
    where l.status <> 'streaming' and l.llm_call_count > 0`;
  const calls = `select c.* from called_turns t cross join lateral (
      select c.* from runtime.llm_calls c where c.turn_created_at = t.created_at and c.turn_id = t.id offset 0) c`;
  const part = (sign: string) => `select ${sign}, ${PART.join(", ")}`;
  return `marks_taken as (
      delete from runtime.usage_marks where ctid = any(array(select ctid from runtime.usage_marks limit ${MARKS_AT_ONCE})) returning turn_created_at, turn_id),
    marked as materialized (
      select turn_created_at, turn_id from marks_taken union select created_at, id from ${entries} where id is not null),
    unbooked as (
      delete from runtime.usage_booked where ctid = any(array(
        select b.ctid from marked m cross join lateral (
          select b.ctid from runtime.usage_booked b where b.turn_created_at = m.turn_created_at and b.turn_id = m.turn_id offset 0) b))
      returning *),
    ${partsOfCalledTurns(turns, calls)},
    booked as (insert into runtime.usage_booked (${BOOKED.join(", ")}) select ${BOOKED.join(", ")} from called),
    ${addToSums(`${partsOfTurns(entries, "t.sign")} union all ${part("-1")} from unbooked union all ${part("1")} from called`)},
    counted as (
      insert into runtime.usage_counters as u (bot_id, model, ${COUNTERS.join(", ")})
      select d.bot_id, d.model, ${COUNTERS.map((name) => `greatest(sum(h.${name}), 0)`).join(", ")}
        from sums_by_hour h join dims d using (k) group by 1, 2
      on conflict (bot_id, model) do update set ${COUNTERS.map((name) => `${name} = u.${name} + excluded.${name}`).join(", ")})`;
}

export type EmptiedUsage = { u: string | null; i: string; s: string }[] | null;

/** The keys of sums that say nothing any more, as JSON. */
export const EMPTIED_USAGE = `select json_agg(json_build_object('u', unit, 'i', series_id::text, 's', starts_at)) from (
  select null as unit, series_id, starts_at from sums_by_quarter where is_empty
  union all select unit, series_id, starts_at from sums_by_margin where is_empty) as emptied`;

export async function deleteEmptiedUsage(sql: Sql, emptied: EmptiedUsage): Promise<void> {
  if (!emptied) return;
  for (const [table, match] of [
    ["usage_buckets", "e.u is null"],
    ["usage_margins", "s.unit = e.u"],
  ])
    await sql.query(
      `delete from runtime.${table} s using json_to_recordset($1::json) as e(u text, i bigint, s timestamptz)
        where ${match} and s.series_id = e.i and s.starts_at = e.s`,
      [JSON.stringify(emptied)],
    );
  await deleteUnusedSeries(sql, [...new Set(emptied.map((each) => each.i))]);
}

/** Forgets what nothing is summed by any more: of some series, or of all. */
async function deleteUnusedSeries(sql: Sql, ids: readonly string[] | null): Promise<void> {
  await sql.query(
    `delete from runtime.usage_series s where ($1::bigint[] is null or s.id = any($1))
        and not exists (select from runtime.usage_buckets b where b.series_id = s.id)
        and not exists (select from runtime.usage_margins m where m.unit = 'hour' and m.series_id = s.id)
        and not exists (select from runtime.usage_margins m where m.unit = 'day' and m.series_id = s.id)`,
    [ids],
  );
}

export async function isUsageBuilt(sql: Sql): Promise<boolean> {
  const { rowCount } = await sql.query("select from runtime.usage_built where built_at is not null");
  return rowCount === 1;
}

/** From when on there are rows that sums could be read from again. */
export async function noteUsageRowsFrom(sql: Sql, from: Date): Promise<void> {
  await sql.query("update runtime.usage_built set rows_from = greatest(rows_from, $1::timestamptz)", [from]);
  await sql.query("delete from runtime.usage_booked where turn_created_at < $1", [from]);
}

/** Sums the rows anew, day by day. Call it with nothing in the ledger that the transaction sees. */
export async function sumUsageFromRows(sql: Sql): Promise<number> {
  for (const [table, time] of [
    ["usage_buckets", "starts_at"],
    ["usage_margins", "starts_at"],
    ["usage_booked", "turn_created_at"],
  ])
    await sql.query(`delete from runtime.${table} where ${time} >= (select rows_from from runtime.usage_built)`);
  const { rows: days } = await sql.query<{ name: string; is_kept: boolean; rows_from: string }>(
    `select c.relname as name, b.rows_from::text as rows_from from pg_inherits i join pg_class c on c.oid = i.inhrelid cross join runtime.usage_built b
      where i.inhparent = 'runtime.turn_logs'::regclass order by 1`,
  );
  let turns = 0;
  for (const { name, rows_from } of days) {
    if (rows_from !== "-infinity" && endOfPartition(name) <= new Date(rows_from)) continue;
    turns += await sumDay(sql, name);
  }
  await deleteUnusedSeries(sql, null);
  await sql.query("update runtime.usage_built set built_at = now()");
  return turns;
}

async function sumDay(sql: Sql, name: string): Promise<number> {
  const end = endOfPartition(name);
  const start = new Date(end.getTime() - 86_400_000);
  const turns = `select * from runtime.${name} t where t.status <> 'streaming' and t.llm_call_count > 0`;
  const calls = `select * from runtime.llm_calls c where c.turn_created_at >= $1 and c.turn_created_at < $2`;
  const { rows } = await sql.query<{ turns: number }>(
    `with ${partsOfCalledTurns(turns, calls)},
      booked as (insert into runtime.usage_booked (${BOOKED.join(", ")}) select ${BOOKED.join(", ")} from called),
      ${addToSums(`${partsOfTurns(`runtime.${name}`, "1")} union all select 1, ${PART.join(", ")} from called`)}
     select coalesce(sum(turns), 0)::int as turns from parts`,
    [start, end],
  );
  return rows[0]!.turns;
}
