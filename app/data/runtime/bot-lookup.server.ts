import type { Sql } from "~/data/postgres.server";

export type BotHit = { slug: string; name: string; is_paused: boolean };

/** Bots whose name or slug holds a text, those that begin with it first. Without a text, those that are paused. */
export async function findBotsByName(sql: Sql, text: string, limit: number): Promise<BotHit[]> {
  const { rows } = await sql.query<BotHit>(
    `select slug, name, exists (select from runtime.bot_pauses p where p.bot_id = slug) as is_paused
       from runtime.bot_profiles
      where position($1 in lower(name)) > 0 or position($1 in lower(slug)) > 0
            or exists (select from unnest(former_slugs) as former where position($1 in lower(former)) > 0)
      order by least(nullif(position($1 in lower(name)), 0), nullif(position($1 in lower(slug)), 0)) nulls last, lower(name), slug
      limit $2`,
    [text.toLowerCase(), limit],
  );
  return rows;
}
