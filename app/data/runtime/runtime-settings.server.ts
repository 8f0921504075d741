import type { Sql } from "~/data/postgres.server";

/** The whole house, or one bot. */
export type SettingScope = { type: "global"; id: "*" } | { type: "bot"; id: string };
export const GLOBAL: SettingScope = { type: "global", id: "*" };

export type SettingRow = { key: string; value: unknown; updated_at: string; updated_by: string };

const COLUMNS = "key, value, updated_at::text as updated_at, updated_by";

/** What is set in a scope, by key; without keys, all of it. What is not set is not there: its default stands in the code. */
export async function readSettingRows(
  sql: Sql,
  scope: SettingScope,
  keys: readonly string[] | null = null,
): Promise<Map<string, SettingRow>> {
  const { rows } = await sql.query<SettingRow>(
    `select ${COLUMNS} from runtime.runtime_settings
      where scope_type = $1 and scope_id = $2 and ($3::text[] is null or key = any($3)) order by key`,
    [scope.type, scope.id, keys],
  );
  return new Map(rows.map((row) => [row.key, row]));
}

/** The row as it stands, and no other writer of this setting until the transaction ends; also where there is no row yet. */
export async function lockSettingRow(sql: Sql, scope: SettingScope, key: string): Promise<SettingRow | null> {
  await sql.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [
    JSON.stringify(["setting", scope.type, scope.id, key]),
  ]);
  return (await readSettingRows(sql, scope, [key])).get(key) ?? null;
}

export async function writeSettingRow(
  sql: Sql,
  scope: SettingScope,
  setting: { key: string; value: unknown; by: string },
): Promise<SettingRow> {
  const { rows } = await sql.query<SettingRow>(
    `insert into runtime.runtime_settings (scope_type, scope_id, key, value, updated_at, updated_by)
     values ($1, $2, $3, $4::jsonb, clock_timestamp(), $5)
     on conflict (scope_type, scope_id, key) do update
       set value = excluded.value, updated_at = excluded.updated_at, updated_by = excluded.updated_by
     returning ${COLUMNS}`,
    [scope.type, scope.id, setting.key, JSON.stringify(setting.value), setting.by],
  );
  return rows[0]!;
}

export async function deleteSettingRow(sql: Sql, scope: SettingScope, key: string): Promise<void> {
  await sql.query("delete from runtime.runtime_settings where scope_type = $1 and scope_id = $2 and key = $3", [
    scope.type,
    scope.id,
    key,
  ]);
}

/** A bot that may have settings, and how many it has. */
export type SettingBot = { slug: string; name: string; count: number };

/** The bots that are set up, and those that have settings without that. */
export async function listSettingBots(sql: Sql): Promise<SettingBot[]> {
  const { rows } = await sql.query<SettingBot>(
    `select coalesce(p.slug, s.slug) as slug, coalesce(p.name, s.slug) as name, coalesce(s.count, 0)::int as count
       from runtime.bot_profiles p
       full join (select scope_id as slug, count(*) as count from runtime.runtime_settings
                   where scope_type = 'bot' group by scope_id) s on s.slug = p.slug
      order by lower(coalesce(p.name, s.slug)), 1`,
  );
  return rows;
}

/** How many bots have a value of their own, by key. */
export async function countOverrides(sql: Sql): Promise<Map<string, number>> {
  const { rows } = await sql.query<{ key: string; count: number }>(
    "select key, count(*)::int as count from runtime.runtime_settings where scope_type = 'bot' group by key",
  );
  return new Map(rows.map(({ key, count }) => [key, count]));
}

/** What a bot's profile says about things that are settings too, and what the bot is called now. */
export type ProfileFields = { slug: string; include_summaries: boolean; agent_backend_config: Record<string, unknown> };

export async function findProfileFields(sql: Sql, bot: string): Promise<ProfileFields | null> {
  const { rows } = await sql.query<ProfileFields>(
    `select slug, include_summaries, agent_backend_config from runtime.bot_profiles
      where slug = $1 or former_slugs @> array[$1]::text[] order by (slug = $1) desc, updated_at desc limit 1`,
    [bot],
  );
  return rows[0] ?? null;
}
