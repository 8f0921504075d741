import type { Sql } from "~/data/postgres.server";
import { LATENCY_BINS } from "./bot-sums.server";

/** What a bot did in some hours. */
export type BotFigures = {
  bot_id: string;
  turns: number;
  ended: number;
  errors: number;
  cost_usd: string;
  cost_unknown: number;
};

const HOUR_MS = 3_600_000;
export const HOURS_SHOWN = 24;

/** The start of the hour that so many whole hours, the present one with them, begin with. */
export function firstHour(now: number, hours = HOURS_SHOWN): Date {
  return new Date(Math.floor(now / HOUR_MS) * HOUR_MS - (hours - 1) * HOUR_MS);
}

/** Who a name in a turn means today: what stands under a former slug belongs to the bot that had it. */
const ALIASES = `aliases as materialized (
  select distinct on (old) old, slug from runtime.bot_profiles b, unnest(former_slugs) as old
   where not exists (select from runtime.bot_profiles n where n.slug = old) order by old, updated_at desc)`;
const named = (table: string) => `(select coalesce(a.slug, t.bot_id) as bot, t.* from runtime.${table} t
  left join aliases a on a.old = t.bot_id where t.starts_at >= $1 and ($2::text[] is null or t.bot_id = any($2))) as each`;

/** Since an hour: of every bot that did anything, or of what stands under these names. */
export async function readBotFigures(
  sql: Sql,
  since: Date,
  names: readonly string[] | null = null,
): Promise<BotFigures[]> {
  // Counts of an hour fit into an integer, whose sums are many times faster than those of bigint.
  const sum = (column: string) => `sum(${column}::int)::float8 as ${column}`;
  const { rows } = await sql.query<BotFigures>(
    `with ${ALIASES}
     select bot as bot_id, ${["turns", "ended", "errors", "cost_unknown"].map(sum).join(", ")}, sum(cost_usd)::text as cost_usd
       from ${named("bot_hours")} group by 1 having sum(turns::int) > 0`,
    [since, names],
  );
  return rows;
}

/** Where the slowest twentieth of each bot's turns begins, in milliseconds. Of fifty bots this is cheap, of all it is not. */
export async function readBotP95(
  sql: Sql,
  since: Date,
  names: readonly string[] | null = null,
): Promise<Map<string, number>> {
  const { rows } = await sql.query<{ bot: string; p95_ms: number }>(
    `with ${ALIASES}
     select bot, round(power(10, (bin + (0.95 * total - (below - turns)) / turns) / ${LATENCY_BINS}))::float8 as p95_ms
       from (select bot, bin, turns, sum(turns) over (partition by bot order by bin) as below, sum(turns) over (partition by bot) as total
               from (select bot, bin, sum(turns::int)::float8 as turns from ${named("bot_latencies")}
                      group by 1, 2 having sum(turns::int) > 0) as bins) as summed
      where below >= 0.95 * total and below - turns < 0.95 * total`,
    [since, names],
  );
  return new Map(rows.map(({ bot, p95_ms }) => [bot, p95_ms]));
}

export type BotHour = { bot_id: string; starts_at: number; turns: number; errors: number };

/** Turns by the hour, under the names that turns have. Hours without any are left out. */
export async function readBotHours(sql: Sql, since: Date, names: readonly string[]): Promise<BotHour[]> {
  const { rows } = await sql.query<BotHour>(
    `select bot_id, (extract(epoch from starts_at) * 1000)::float8 as starts_at, turns::float8 as turns, errors::float8 as errors
       from runtime.bot_hours where bot_id = any($1) and starts_at >= $2 and turns > 0 order by starts_at`,
    [names, since],
  );
  return rows;
}

export type BotSighting = { bot_id: string; first_at: string; last_at: string };

/** Every name that a turn ever gave a bot, or these of them. */
export async function listBotSightings(sql: Sql, names: readonly string[] | null = null): Promise<BotSighting[]> {
  const time = (column: string) =>
    `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as ${column}`;
  const { rows } = await sql.query<BotSighting>(
    `select bot_id, ${time("first_at")}, ${time("last_at")} from runtime.bot_sightings where $1::text[] is null or bot_id = any($1)`,
    [names],
  );
  return rows;
}

export async function forgetBotSightings(sql: Sql, names: readonly string[]): Promise<void> {
  await sql.query("delete from runtime.bot_sightings where bot_id = any($1)", [names]);
}
