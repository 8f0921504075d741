import type { Sql } from "~/data/postgres.server";
import { MEASURES, type Measure } from "./usage-parts.server";

const COUNTED = MEASURES.filter((name) => name !== "model_calls");
export type UsageCounters = Record<"bot_id" | "model", string> & Record<Exclude<Measure, "model_calls">, number>;

/**
 * What bots and models ever used. The first pairs that were seen have counters of their own, and keep them; later ones
 * count as "other" together.
 */
export async function readUsageCounters(sql: Sql, most: number): Promise<UsageCounters[]> {
  const { rows } = await sql.query<UsageCounters>(
    `select case when place <= $1 then bot_id else 'other' end as bot_id, case when place <= $1 then model else 'other' end as model,
            ${COUNTED.map((name) => `sum(${name})::float8 as ${name}`).join(", ")}
       from (select *, row_number() over (order by seq) as place from runtime.usage_counters) as each
      group by 1, 2 order by 1, 2`,
    [most],
  );
  return rows;
}
