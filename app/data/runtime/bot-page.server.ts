import type { Sql } from "~/data/postgres.server";
import type { BotProfile } from "./bot-profile";

export type BotBrief = Pick<
  BotProfile,
  | "slug"
  | "former_slugs"
  | "name"
  | "description"
  | "color"
  | "avatar"
  | "enabled"
  | "agent_backend"
  | "default_model"
  | "default_provider"
  | "revision"
  | "updated_at"
>;

/** Bots by slug, from after one on; of `slugs` only, now or formerly called so, unless that is null. */
export async function listBotBriefs(
  sql: Sql,
  { after, limit, slugs }: { after: string; limit: number; slugs: readonly string[] | null },
): Promise<BotBrief[]> {
  const { rows } = await sql.query<BotBrief>(
    `select slug, former_slugs, name, description, color, case when avatar like 'data:%' then null else avatar end as avatar,
            enabled, agent_backend, default_model, default_provider, revision,
            to_char(updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as updated_at
       from runtime.bot_profiles
      where slug > $1 collate "C" and ($3::text[] is null or slug = any($3) or former_slugs && $3::text[])
      order by slug collate "C" limit $2`,
    [after, limit, slugs],
  );
  return rows;
}

/** Whether anything but a profile names this bot: a turn, a pause, a setting or a prompt. */
export async function isBotMentioned(sql: Sql, slug: string): Promise<boolean> {
  const { rows } = await sql.query<{ found: boolean }>(
    `select exists (select from runtime.bot_pauses where bot_id = $1)
         or exists (select from runtime.runtime_settings where scope_type = 'bot' and scope_id = $1)
         or exists (select from runtime.prompt_templates where scope_type = 'bot' and scope_id = $1)
         or exists (select from runtime.turn_logs where bot_id = $1 limit 1) as found`,
    [slug],
  );
  return rows[0]!.found;
}
