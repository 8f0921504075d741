import type { Sql } from "~/data/postgres.server";

export type BotFaceRow = {
  slug: string;
  former_slugs: string[];
  name: string;
  color: string | null;
  avatar: string | null;
};

/** Goes up whenever a bot's looks change. */
export async function readBotFacesState(sql: Sql): Promise<string> {
  const { rows } = await sql.query<{ changes: string }>("select changes::text from runtime.bot_faces_state");
  return rows[0]?.changes ?? "0";
}

export async function listBotFaces(sql: Sql): Promise<BotFaceRow[]> {
  const { rows } = await sql.query<BotFaceRow>(
    // A picture is fetched by itself: a thousand of them in one answer would be megabytes.
    `select slug, former_slugs, name, color,
            case when avatar like 'data:%' then '/bots/' || slug || '/avatar?v=' || left(md5(avatar), 12) else avatar end as avatar
       from runtime.bot_profiles order by slug`,
  );
  return rows;
}
