import type { Sql } from "~/data/postgres.server";
import { BOT_FIELD_KEYS, type BotFields, type BotProfile } from "./bot-profile";

const TIME = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;
const JSON_COLUMNS: ReadonlySet<string> = new Set([
  "fallback_models",
  "agent_backend_config",
  "limits",
  "nextcloud_config",
]);
const COLUMNS = `id::text as id, slug, former_slugs, ${BOT_FIELD_KEYS.join(", ")}, source, revision,
  to_char(created_at at time zone 'UTC', ${TIME}) as created_at, to_char(updated_at at time zone 'UTC', ${TIME}) as updated_at, updated_by`;

/** By what it is called now, else by what it was called before. */
export async function findBotProfile(sql: Sql, slug: string): Promise<BotProfile | null> {
  const { rows } = await sql.query<BotProfile>(
    `select ${COLUMNS} from runtime.bot_profiles where slug = $1 or former_slugs @> array[$1]::text[]
      order by (slug = $1) desc, updated_at desc limit 1`,
    [slug],
  );
  return rows[0] ?? null;
}

/** Whole profiles, prompts and all: of these slugs, or of every bot. */
export async function listBotProfiles(sql: Sql, slugs: readonly string[] | null = null): Promise<BotProfile[]> {
  const { rows } = await sql.query<BotProfile>(
    `select ${COLUMNS} from runtime.bot_profiles where $1::text[] is null or slug = any($1) order by lower(name), slug`,
    [slugs],
  );
  return rows;
}

/** Who names or renames a bot holds this: a name is looked up in two columns, and no index spans both. */
export async function lockBotNames(sql: Sql): Promise<void> {
  await sql.query("select pg_advisory_xact_lock(hashtextextended('runtime.bot_profiles', 0))");
}

/** Bots that have this name now, or had it, or have one that differs in nothing but capitals. */
export async function findBotsNamed(sql: Sql, slug: string): Promise<{ id: string; slug: string; name: string }[]> {
  const { rows } = await sql.query<{ id: string; slug: string; name: string }>(
    `select id::text as id, slug, name from runtime.bot_profiles
      where lower(slug) = lower($1) or former_slugs @> array[$1]::text[] order by (slug = $1) desc, slug`,
    [slug],
  );
  return rows;
}

function put(fields: BotFields, params: unknown[]): string[] {
  return BOT_FIELD_KEYS.map((key) => {
    const value = fields[key];
    const isJson = JSON_COLUMNS.has(key);
    params.push(isJson && value !== null ? JSON.stringify(value) : value);
    return `$${params.length}${isJson ? "::jsonb" : ""}`;
  });
}

export async function insertBotProfile(
  sql: Sql,
  bot: { id: string; slug: string; source: string; fields: BotFields; by: string },
): Promise<void> {
  const params: unknown[] = [bot.id, bot.slug, bot.source, bot.by];
  const values = put(bot.fields, params);
  await sql.query(
    `insert into runtime.bot_profiles (id, slug, source, updated_by, ${BOT_FIELD_KEYS.join(", ")})
     values ($1, $2, $3, $4, ${values.join(", ")})`,
    params,
  );
}

/** The new revision, or null when somebody else has saved since `baseRevision`. */
export async function updateBotProfile(
  sql: Sql,
  bot: { id: string; baseRevision: number; fields: BotFields; by: string },
): Promise<number | null> {
  const params: unknown[] = [bot.id, bot.baseRevision, bot.by];
  const values = put(bot.fields, params);
  const { rows } = await sql.query<{ revision: number }>(
    `update runtime.bot_profiles set ${BOT_FIELD_KEYS.map((key, at) => `${key} = ${values[at]}`).join(", ")},
            revision = revision + 1, updated_at = now(), updated_by = $3
      where id = $1 and revision = $2 returning revision`,
    params,
  );
  return rows[0]?.revision ?? null;
}

/** Gives a bot another name and keeps the old one with it. Null when it was changed meanwhile. */
export async function renameBotProfile(
  sql: Sql,
  bot: { id: string; baseRevision: number; slug: string; by: string },
): Promise<number | null> {
  const { rows } = await sql.query<{ revision: number }>(
    `update runtime.bot_profiles
        set former_slugs = array_remove(former_slugs, $3) || slug, slug = $3,
            revision = revision + 1, updated_at = now(), updated_by = $4
      where id = $1 and revision = $2 returning revision`,
    [bot.id, bot.baseRevision, bot.slug, bot.by],
  );
  return rows[0]?.revision ?? null;
}

export async function deleteBotProfile(sql: Sql, id: string): Promise<void> {
  await sql.query("delete from runtime.bot_profiles where id = $1", [id]);
}
