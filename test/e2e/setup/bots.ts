import { withConnection } from "../../../scripts/database/connection.mjs";
import { readDatabaseFile, urlFor } from "../../../scripts/database/database.mjs";

export type BotRow = {
  slug: string;
  name: string;
  color?: string;
  avatar?: string;
  system_prompt?: string;
  agent_backend?: string;
  agent_backend_config?: object;
};

async function inDatabase(text: string, values: unknown[]): Promise<void> {
  const file = readDatabaseFile(process.env.E2E_DATA_DIR ?? "");
  if (!file) throw new Error("the product has no database.json");
  await withConnection(urlFor(file, "owner"), (client) => client.query(text, values));
}

/** A bot with its first revision, written straight into the database: how bots are made has tests of its own. */
export function newBot({ slug, name, color, avatar, ...bot }: BotRow): Promise<void> {
  return inDatabase(
    `with bot as (insert into runtime.bot_profiles
         (id, slug, name, color, avatar, system_prompt, agent_backend, agent_backend_config, updated_by)
       values (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7, 'end-to-end tests') returning *)
     insert into runtime.bot_profile_revisions (bot_id, revision, slug, profile, note, created_by)
     select id, revision, slug, to_jsonb(bot), 'Created', updated_by from bot`,
    [
      ...[slug, name, color ?? null, avatar ?? null, bot.system_prompt ?? "", bot.agent_backend ?? "chat"],
      JSON.stringify(bot.agent_backend_config ?? {}),
    ],
  );
}

/** As if somebody in another process had changed how it looks. */
export function changeLook(slug: string, look: { name: string; color: string }): Promise<void> {
  return inDatabase("update runtime.bot_profiles set name = $2, color = $3 where slug = $1", [
    slug,
    look.name,
    look.color,
  ]);
}
