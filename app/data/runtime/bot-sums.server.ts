import type { Sql } from "~/data/postgres.server";

/** Bins a decade: a value out of the middle of one is off by less than five percent. */
export const LATENCY_BINS = 24;

const HOUR = "date_trunc('hour', created_at, 'UTC')";
const ENDED = "status <> 'streaming'";

function hoursOf(source: string, sign: string): string {
  const sum = (condition: string) => `coalesce(sum(${sign}) filter (where ${condition}), 0)`;
  return `select ${HOUR} as starts_at, bot_id, sum(${sign}) as turns, ${sum(ENDED)} as ended,
      ${sum("status in ('error', 'timeout')")} as errors, coalesce(sum(${sign} * cost_usd), 0) as cost_usd,
      ${sum(`${ENDED} and cost_usd is null`)} as cost_unknown from ${source} group by 1, 2`;
}

function latenciesOf(source: string, sign: string): string {
  return `select ${HOUR} as starts_at, bot_id, floor(${LATENCY_BINS} * log(greatest(latency_ms, 1)))::smallint as bin,
      sum(${sign}) as turns from ${source} where latency_ms is not null group by 1, 2, 3 having sum(${sign}) <> 0`;
}

const ADD_HOURS = `insert into runtime.bot_hours as b (starts_at, bot_id, turns, ended, errors, cost_usd, cost_unknown)`;
const ADD_LATENCIES = "insert into runtime.bot_latencies as b (starts_at, bot_id, bin, turns)";

/** Parts of the statement that takes entries out of the ledger, which it calls `folded`. */
export const FOLD_BOTS = `
  bot_hours as (${hoursOf("folded", "sign")}),
  bot_hours_added as (
    ${ADD_HOURS} select * from bot_hours where (turns, ended, errors, cost_usd, cost_unknown) <> (0, 0, 0, 0, 0) order by 1, 2
    on conflict (starts_at, bot_id) do update set turns = b.turns + excluded.turns, ended = b.ended + excluded.ended,
      errors = b.errors + excluded.errors, cost_usd = b.cost_usd + excluded.cost_usd,
      cost_unknown = b.cost_unknown + excluded.cost_unknown),
  bot_latencies as (${latenciesOf("folded", "sign")}),
  bot_latencies_added as (
    ${ADD_LATENCIES} select * from bot_latencies order by 1, 2, 3
    on conflict (starts_at, bot_id, bin) do update set turns = b.turns + excluded.turns),
  turns_moved as (select bot_id, created_at, sum(sign) as turns from folded group by 1, 2 having sum(sign) <> 0),
  bots_seen as (
    insert into runtime.bot_sightings as s (bot_id, first_at, last_at)
    select bot_id, min(created_at), max(created_at) from turns_moved where turns > 0 group by 1 order by 1
    on conflict (bot_id) do update set first_at = least(s.first_at, excluded.first_at), last_at = greatest(s.last_at, excluded.last_at)
    where excluded.last_at > s.last_at or excluded.first_at < s.first_at),
  bots_lessened as (select array_agg(distinct bot_id) as bots from turns_moved where turns < 0)`;

/** After turns were deleted: when these bots were last seen, from what is left. Who has nothing left was never here. */
export async function lookAgainForBots(sql: Sql, bots: readonly string[]): Promise<void> {
  await sql.query(
    `with left_over as (
       select each.bot_id, (select l.created_at from runtime.turn_logs l where l.bot_id = each.bot_id order by l.created_at desc limit 1) as last_at
         from unnest($1::text[]) as each(bot_id)),
     gone as (delete from runtime.bot_sightings s using left_over o where o.bot_id = s.bot_id and o.last_at is null)
     update runtime.bot_sightings s set last_at = o.last_at from left_over o where o.bot_id = s.bot_id and o.last_at is not null`,
    [bots],
  );
}

export async function forgetBotSums(sql: Sql): Promise<void> {
  await sql.query("delete from runtime.bot_hours");
  await sql.query("delete from runtime.bot_latencies");
}

/** Adds the rows of one partition. */
export async function sumBotsOf(sql: Sql, part: string): Promise<void> {
  await sql.query(`${ADD_HOURS} ${hoursOf(part, "1")}`);
  await sql.query(`${ADD_LATENCIES} ${latenciesOf(part, "1")}`);
  await sql.query(
    `insert into runtime.bot_sightings as s (bot_id, first_at, last_at)
     select bot_id, min(created_at), max(created_at) from ${part} group by 1
     on conflict (bot_id) do update set first_at = least(s.first_at, excluded.first_at), last_at = greatest(s.last_at, excluded.last_at)`,
  );
}

export async function dropBotSums(sql: Sql, before: Date): Promise<void> {
  await sql.query("delete from runtime.bot_hours where starts_at < $1", [before]);
  await sql.query("delete from runtime.bot_latencies where starts_at < $1", [before]);
}
