import type { Sql } from "~/data/postgres.server";
import type { AgentBackend } from "./bot-profile";

/** One line of a list: what a bot is, without what it is told. */
export type BotSummary = {
  id: string;
  slug: string;
  former_slugs: string[];
  name: string;
  description: string;
  color: string | null;
  avatar: string | null;
  default_model: string | null;
  default_provider: string | null;
  agent_backend: AgentBackend;
  enabled: boolean;
  revision: number;
  updated_at: string;
  updated_by: string;
};

/** Every configured bot. An image is told by its beginning: a list of a thousand bots carries no pictures. */
export async function listBotSummaries(sql: Sql): Promise<BotSummary[]> {
  const { rows } = await sql.query<BotSummary>(
    `select id::text as id, slug, former_slugs, name, description, color,
            case when avatar like 'data:%' then 'data:' else avatar end as avatar,
            default_model, default_provider, agent_backend, enabled, revision,
            to_char(updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as updated_at, updated_by
       from runtime.bot_profiles order by lower(name), slug`,
  );
  return rows;
}
