import type { Sql } from "~/data/postgres.server";
import type { BotProfile } from "./bot-profile";

export type BotRevision = { revision: number; slug: string; note: string; created_by: string; created_at: string };
export type BotRevisionWhole = BotRevision & { bot_id: string; profile: BotProfile };

const COLUMNS = `revision, slug, note, created_by,
  to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as created_at`;

/** Keeps the state that a bot is in now, in the transaction that brought it there. */
export async function keepBotRevision(sql: Sql, id: string, revision: { note: string; by: string }): Promise<void> {
  await sql.query(
    `insert into runtime.bot_profile_revisions (bot_id, revision, slug, profile, note, created_by)
     select id, revision, slug, to_jsonb(b), $2, $3 from runtime.bot_profiles b where id = $1`,
    [id, revision.note, revision.by],
  );
}

/** The newest first. */
export async function listBotRevisions(sql: Sql, id: string, limit = 500): Promise<BotRevision[]> {
  const { rows } = await sql.query<BotRevision>(
    `select ${COLUMNS} from runtime.bot_profile_revisions where bot_id = $1 order by revision desc limit $2`,
    [id, limit],
  );
  return rows;
}

export async function findBotRevision(sql: Sql, id: string, revision: number): Promise<BotRevisionWhole | null> {
  const { rows } = await sql.query<BotRevisionWhole>(
    `select bot_id::text as bot_id, profile, ${COLUMNS} from runtime.bot_profile_revisions where bot_id = $1 and revision = $2`,
    [id, revision],
  );
  return rows[0] ?? null;
}

/** The last state of a bot of this name that is gone. */
export async function findDeletedBot(sql: Sql, slug: string): Promise<BotRevisionWhole | null> {
  const { rows } = await sql.query<BotRevisionWhole>(
    `select bot_id::text as bot_id, profile, ${COLUMNS}
       from runtime.bot_profile_revisions r
      where slug = $1 and not exists (select from runtime.bot_profiles b where b.id = r.bot_id)
      order by r.created_at desc limit 1`,
    [slug],
  );
  return rows[0] ?? null;
}
