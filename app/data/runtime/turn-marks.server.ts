import type { Sql } from "~/data/postgres.server";
import { recordChanges } from "./turn-store.server";
import type { TurnStatus } from "./turn-state";

const ISO = `'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`;

type TurnKey = { id: string; created_at: string };

export type TurnNote = { id: string; author_id: string; author_name: string; body: string; created_at: string };

export type TurnMarks = { notes: TurnNote[]; is_bookmarked: boolean };

/** What people noted on a turn, and whether this person wants to find it again. */
export async function readMarks(sql: Sql, turnId: string, userId: string): Promise<TurnMarks> {
  const { rows } = await sql.query<TurnMarks>(
    `select exists (select from runtime.turn_bookmarks where user_id = $2 and turn_id = $1) as is_bookmarked,
            coalesce((select json_agg(json_build_object('id', n.id, 'author_id', n.author_id, 'author_name', n.author_name, 'body', n.body,
                'created_at', to_char(n.created_at at time zone 'UTC', ${ISO})) order by n.created_at, n.id)
              from runtime.turn_notes n where n.turn_id = $1), '[]') as notes`,
    [turnId, userId],
  );
  return rows[0]!;
}

/** False when the note was there before. */
export async function insertNote(
  sql: Sql,
  turn: TurnKey,
  note: { id: string; author_id: string; author_name: string; body: string },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into runtime.turn_notes (turn_id, id, turn_created_at, author_id, author_name, body)
     values ($1, $2, $3, $4, $5, $6) on conflict (turn_id, id) do nothing`,
    [turn.id, note.id, turn.created_at, note.author_id, note.author_name, note.body],
  );
  return rowCount === 1;
}

export async function lockNote(sql: Sql, turnId: string, noteId: string): Promise<TurnNote | null> {
  const { rows } = await sql.query<TurnNote>(
    "select id, author_id, author_name, body, created_at::text from runtime.turn_notes where turn_id = $1 and id = $2 for update",
    [turnId, noteId],
  );
  return rows[0] ?? null;
}

export async function deleteNote(sql: Sql, turnId: string, noteId: string): Promise<void> {
  await sql.query("delete from runtime.turn_notes where turn_id = $1 and id = $2", [turnId, noteId]);
}

/** Answers whether that changed anything. */
export async function setBookmark(sql: Sql, turn: TurnKey, userId: string, wanted: boolean): Promise<boolean> {
  const { rowCount } = wanted
    ? await sql.query(
        `insert into runtime.turn_bookmarks (turn_id, user_id, turn_created_at) values ($1, $2, $3) on conflict do nothing`,
        [turn.id, userId, turn.created_at],
      )
    : await sql.query("delete from runtime.turn_bookmarks where turn_id = $1 and user_id = $2", [turn.id, userId]);
  return rowCount === 1;
}

/** Asks a running turn to stop, or takes that back. False when it runs no longer, or was asked already. */
export async function setStopRequest(
  sql: Sql,
  turn: TurnKey & { bot_id: string },
  by: string | null,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update runtime.turn_runs set stop_requested_at = case when $2::text is null then null else now() end, stop_requested_by = $2
      where turn_id = $1 and (stop_requested_at is null) = ($2::text is not null)`,
    [turn.id, by],
  );
  if (rowCount !== 1) return false;
  await recordChanges(sql, [{ id: turn.id, created_at: turn.created_at, bot_id: turn.bot_id, kind: "update" }]);
  return true;
}

export type KeptTurn = {
  id: string;
  created_at: string;
  bot_id: string;
  status: TurnStatus;
  prompt_preview: string | null;
  marked_at: string;
};

const KEPT = `l.id, to_char(l.created_at at time zone 'UTC', ${ISO}) as created_at, l.bot_id, l.status, l.prompt_preview`;

/** What a person bookmarked, newest bookmark first. */
export async function listBookmarks(sql: Sql, userId: string, limit: number): Promise<KeptTurn[]> {
  const { rows } = await sql.query<KeptTurn>(
    `select ${KEPT}, to_char(b.created_at at time zone 'UTC', ${ISO}) as marked_at
       from (select * from runtime.turn_bookmarks where user_id = $1 order by created_at desc, turn_id limit $2) b
       join runtime.turn_logs l on l.created_at = b.turn_created_at and l.id = b.turn_id
      order by b.created_at desc, b.turn_id`,
    [userId, limit],
  );
  return rows;
}

export type NotedTurn = KeptTurn & { note: string; author_name: string };

/** The newest notes of everybody, with the turns that they are about. */
export async function listNotes(sql: Sql, limit: number): Promise<NotedTurn[]> {
  const { rows } = await sql.query<NotedTurn>(
    `select ${KEPT}, to_char(n.created_at at time zone 'UTC', ${ISO}) as marked_at, left(n.body, 500) as note, n.author_name
       from (select * from runtime.turn_notes order by created_at desc, id limit $1) n
       join runtime.turn_logs l on l.created_at = n.turn_created_at and l.id = n.turn_id
      order by n.created_at desc, n.id`,
    [limit],
  );
  return rows;
}
