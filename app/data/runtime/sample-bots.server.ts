import { SAMPLE_SOURCE } from "~/lib/sample-source";
import type { Sql } from "~/data/postgres.server";

/** Sample bots that nobody has changed, with their history. Answers how many. */
export async function deleteUntouchedSampleBots(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{ n: number }>(
    `with gone as (
       delete from runtime.bot_profiles where source = '${SAMPLE_SOURCE}' and revision = 1 returning id
     ), history as (
       delete from runtime.bot_profile_revisions r using gone where r.bot_id = gone.id
     )
     select count(*)::int as n from gone`,
  );
  return rows[0]!.n;
}

/** The others are the person's own from now on. Answers their names. */
export async function keepChangedSampleBots(sql: Sql): Promise<string[]> {
  const { rows } = await sql.query<{ name: string }>(
    `update runtime.bot_profiles set source = 'console' where source = '${SAMPLE_SOURCE}' returning name`,
  );
  return rows.map(({ name }) => name).sort();
}
