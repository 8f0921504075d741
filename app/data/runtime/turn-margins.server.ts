import type { Sql } from "~/data/postgres.server";
import type { Span, Spans } from "~/lib/spans";
import { dropBotSums, FOLD_BOTS, forgetBotSums, lookAgainForBots, sumBotsOf } from "./bot-sums.server";
import { COUNTED, type TurnCount } from "./turn-facets.server";
import {
  deleteEmptiedUsage,
  EMPTIED_USAGE,
  foldUsage,
  MARKS_TAKEN,
  sumUsageFromRows,
  type EmptiedUsage,
} from "./usage-fold.server";
import { PLAN_FOR_SUMS } from "./usage-sums.server";

/** So much of the ledger at once that a fold stays far below a second. */
export const FOLDED_AT_ONCE = 20_000;
/** Who folds holds this; others need not. */
const FOLDING = "hashtextextended('runtime.turn_margins', 0)";
export const ALL = "all";

/** Sums over rows that have the columns of turn_logs, by the hour: of `source`, each with the weight of `sign`. */
function hourly(source: string, sign: string): string {
  const values = [
    `('${ALL}', '')`,
    ...Object.entries(COUNTED).map(([facet, column]) => `('${facet}', (${column})::text)`),
  ];
  return `select date_trunc('hour', created_at, 'UTC') as starts_at, facet, value, sum(${sign}) as turns
    from ${source}, lateral (values ${values.join(", ")} union all select 'tags', unnest(tags)) as each(facet, value)
   where value is not null group by 1, 2, 3 having sum(${sign}) <> 0`;
}

/** Hours and the days that they make, in one order: who writes two of them never waits in a circle. */
const BOTH = `select 'hour' as unit, starts_at, facet, value, turns from hours
  union all
  select 'day', date_trunc('day', starts_at, 'UTC'), facet, value, sum(turns) from hours group by 2, 3, 4
  order by 1, 3, 2, 4`;

/**
 * Takes entries of the ledger into the sums of turns and of usage, in the caller's transaction: all of it happens or none.
 * Answers how many, or null while somebody else does it.
 */
export async function foldTurnLedger(sql: Sql): Promise<number | null> {
  const { rows: locks } = await sql.query<{ mine: boolean }>(
    `select pg_try_advisory_xact_lock(${FOLDING}) as mine, ${PLAN_FOR_SUMS}`,
  );
  return locks[0]!.mine ? foldSome(sql) : null;
}

async function foldSome(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{
    folded: number;
    emptied: { u: string; s: string; f: string; v: string }[] | null;
    lessened: string[] | null;
    usage: EmptiedUsage;
  }>(
    `with folded as (
       delete from runtime.turn_ledger where ctid = any(array(select ctid from runtime.turn_ledger limit ${FOLDED_AT_ONCE})) returning *),
     hours as (${hourly("folded", "sign")}),
     summed as (
       insert into runtime.turn_margins as m (unit, starts_at, facet, value, turns) ${BOTH}
       on conflict (unit, facet, starts_at, value) do update set turns = m.turns + excluded.turns
       returning m.unit, m.starts_at, m.facet, m.value, m.turns),
     ${FOLD_BOTS},
     ${foldUsage("folded")}
     select (select count(*)::int from folded) + (${MARKS_TAKEN}) as folded, (select bots from bots_lessened) as lessened,
            (select json_agg(json_build_object('u', unit, 's', starts_at, 'f', facet, 'v', value)) from summed where turns = 0) as emptied,
            (${EMPTIED_USAGE}) as usage`,
  );
  const { folded, emptied, lessened, usage } = rows[0]!;
  if (lessened) await lookAgainForBots(sql, lessened);
  if (emptied)
    await sql.query(
      `delete from runtime.turn_margins m using json_to_recordset($1::json) as e(u text, s timestamptz, f text, v text)
        where m.unit = e.u and m.starts_at = e.s and m.facet = e.f and m.value = e.v and m.turns = 0`,
      [JSON.stringify(emptied)],
    );
  await deleteEmptiedUsage(sql, usage);
  return folded;
}

export async function areMarginsBuilt(sql: Sql): Promise<boolean> {
  const { rowCount } = await sql.query("select from runtime.turn_margins_built");
  return rowCount === 1;
}

/**
 * The snapshot that shows a row shows its entry in the ledger too: what is seen is folded first, and what later
 * transactions add stays to be folded. `sql` is in a transaction without a query so far.
 */
async function beginRebuild(sql: Sql): Promise<void> {
  await sql.query("set transaction isolation level repeatable read");
  // Before the snapshot is taken: no fold may end between the two.
  await sql.query("lock table runtime.turn_margins in share row exclusive mode");
  await sql.query(`select ${PLAN_FOR_SUMS}`);
  while ((await foldSome(sql)) > 0);
}

/** Counts all turns anew from the rows. */
export async function rebuildTurnMargins(sql: Sql): Promise<void> {
  await beginRebuild(sql);
  await sql.query("delete from runtime.turn_margins");
  await forgetBotSums(sql);
  const { rows: days } = await sql.query<{ part: string }>(
    "select inhrelid::regclass::text as part from pg_inherits where inhparent = 'runtime.turn_logs'::regclass order by 1",
  );
  for (const { part } of days) {
    await sql.query(
      `with hours as (${hourly(part, "1")}) insert into runtime.turn_margins (unit, starts_at, facet, value, turns) ${BOTH}`,
    );
    await sumBotsOf(sql, part);
  }
  await sql.query(
    "insert into runtime.turn_margins_built (built_at) values (now()) on conflict (one) do update set built_at = excluded.built_at",
  );
}

/** Sums all usage anew from the rows, and leaves the sums of days alone whose rows are gone. Answers how many turns were read. */
export async function rebuildUsage(sql: Sql): Promise<number> {
  await beginRebuild(sql);
  return sumUsageFromRows(sql);
}

/** Rows that are gone with their day count for nothing any more. */
export async function dropTurnMargins(sql: Sql, before: Date): Promise<void> {
  await sql.query("delete from runtime.turn_margins where starts_at < $1", [before]);
  await dropBotSums(sql, before);
}

const MOST_VALUES = 200;

/** Sums of whole days and hours. Of a facet with very many values the most frequent ones. */
export async function readMargins(
  sql: Sql,
  { days, hours }: Pick<Spans, "days" | "hours">,
): Promise<(Omit<TurnCount, "facet"> & { facet: TurnCount["facet"] | typeof ALL })[]> {
  const params: unknown[] = [[ALL, ...Object.keys(COUNTED), "tags"]];
  const put = (value: string) => `$${params.push(value)}::timestamptz`;
  const part = (unit: string) => (span: Span) =>
    `select facet, value, turns from runtime.turn_margins where unit = '${unit}' and facet = any($1) and starts_at >= ${put(span.from)} and starts_at < ${put(span.to)}`;
  const parts = [...days.map(part("day")), ...hours.map(part("hour"))];
  if (parts.length === 0) return [];
  const { rows } = await sql.query<{ facet: TurnCount["facet"] | typeof ALL; value: string; turns: number }>(
    `select facet, value, turns::float8 as turns from (
       select facet, value, sum(turns) as turns, row_number() over (partition by facet order by sum(turns) desc) as place
         from (${parts.join(" union all ")}) as parts group by facet, value) as ranked
      where turns > 0 and place <= ${MOST_VALUES}`,
    params,
  );
  return rows;
}
