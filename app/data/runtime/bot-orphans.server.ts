import type { Sql } from "~/data/postgres.server";

/** What names a bot: kinds of rows, with how many there are. */
export const MENTIONS = ["turns", "sessions", "settings", "prompts", "pauses", "masks"] as const;
export type Mention = (typeof MENTIONS)[number];
export type Orphan = { slug: string; counts: Partial<Record<Mention, number>>; last_turn_at: string | null };

/**
 * Bots that rows name and that have no profile, now or under a former name; `also` are names that stand elsewhere. Turns
 * are counted by their sums and the ledger that feeds them, not by looking at each.
 */
export async function listOrphans(sql: Sql, also: readonly string[], limit: number): Promise<Orphan[]> {
  const { rows } = await sql.query<Orphan>(
    `with named as (
       select value as slug, 'turns' as kind, sum(turns)::bigint as n
         from runtime.turn_margins where unit = 'day' and facet = 'bot' group by value
       union all select bot_id, 'turns', sum(sign) from runtime.turn_ledger group by bot_id
       union all select bot_id, 'sessions', count(*) from runtime.sessions group by bot_id
       union all select scope_id, 'settings', count(*) from runtime.runtime_settings where scope_type = 'bot' group by scope_id
       union all select scope_id, 'prompts', count(*) from runtime.prompt_templates where scope_type = 'bot' group by scope_id
       union all select bot_id, 'pauses', 1 from runtime.bot_pauses where bot_id <> '*'
       union all select bot_id, 'masks', count(*) from runtime.masking_rules where bot_id <> '*' group by bot_id
       union all select each, null, 0 from unnest($1::text[]) as each
     ), counted as (
       select slug, kind, sum(n)::bigint as n from named group by slug, kind
     ), orphans as (
       select slug, coalesce(jsonb_object_agg(kind, n) filter (where kind is not null and n > 0), '{}') as counts
         from counted c
        where not exists (select from runtime.bot_profiles p where p.slug = c.slug or p.former_slugs @> array[c.slug])
        group by slug having bool_or(n > 0) or bool_or(kind is null)
        order by sum(n) desc, slug limit $2
     )
     select slug, counts,
            (select to_char(l.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') from runtime.turn_logs l
              where l.bot_id = slug order by l.bot_id desc, l.created_at desc limit 1) as last_turn_at
       from orphans order by (counts ->> 'turns')::bigint desc nulls last, slug`,
    [also, limit],
  );
  return rows;
}

/** What belongs to a bot beside its turns, of one table each: deleted whole, for there is never much of it. */
const OWNED: Readonly<Record<Exclude<Mention, "turns" | "sessions">, string>> = {
  settings: "runtime.runtime_settings where scope_type = 'bot' and scope_id = $1",
  prompts: "runtime.prompt_templates where scope_type = 'bot' and scope_id = $1",
  pauses: "runtime.bot_pauses where bot_id = $1",
  masks: "runtime.masking_rules where bot_id = $1",
};

export async function deleteOwnedRows(sql: Sql, slug: string): Promise<Record<keyof typeof OWNED, number>> {
  const counts = { settings: 0, prompts: 0, pauses: 0, masks: 0 };
  for (const kind of Object.keys(OWNED) as (keyof typeof OWNED)[])
    counts[kind] = (await sql.query(`delete from ${OWNED[kind]}`, [slug])).rowCount ?? 0;
  return counts;
}

export async function findTurnsOfBot(sql: Sql, slug: string, limit: number): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>("select id from runtime.turn_logs where bot_id = $1 limit $2", [
    slug,
    limit,
  ]);
  return rows.map(({ id }) => id);
}

/** Sessions that no turn is in any more. */
export async function deleteEmptySessions(sql: Sql, slug: string, limit: number): Promise<number> {
  const { rowCount } = await sql.query(
    `delete from runtime.sessions where id in (
       select s.id from runtime.sessions s where s.bot_id = $1
          and not exists (select from runtime.turn_logs l where l.session_id = s.id) limit $2)`,
    [slug, limit],
  );
  return rowCount ?? 0;
}

/** From now on the rows of that name are the bot's own; what it has no value of its own for comes along. */
export async function attachFormerSlug(sql: Sql, bot: { id: string; slug: string }, former: string, by: string) {
  await sql.query(
    `update runtime.bot_profiles set former_slugs = former_slugs || $2::text, revision = revision + 1,
            updated_at = now(), updated_by = $3 where id = $1`,
    [bot.id, former, by],
  );
  const { rowCount: settings } = await sql.query(
    `update runtime.runtime_settings s set scope_id = $2 where scope_type = 'bot' and scope_id = $1
        and not exists (select from runtime.runtime_settings o where o.scope_type = 'bot' and o.scope_id = $2 and o.key = s.key)`,
    [former, bot.slug],
  );
  const { rowCount: masks } = await sql.query("update runtime.masking_rules set bot_id = $2 where bot_id = $1", [
    former,
    bot.slug,
  ]);
  return { settings: settings ?? 0, masks: masks ?? 0 };
}
