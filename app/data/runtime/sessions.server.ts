import type { Sql } from "~/data/postgres.server";
import type { TurnRow } from "./turn-state";

/** A session exists once a turn names it; each further turn moves its last activity on. */
export async function touchSessions(sql: Sql, turns: TurnRow[]): Promise<void> {
  const sessions = new Map<string, TurnRow>();
  for (const turn of turns) {
    const known = sessions.get(turn.session_id!);
    if (!known || known.created_at < turn.created_at) sessions.set(turn.session_id!, turn);
  }
  if (sessions.size === 0) return;
  await sql.query(
    `insert into runtime.sessions (id, bot_id, user_id, source, started_at, last_activity_at)
     select session_id, bot_id, user_id, source, created_at, created_at
       from json_to_recordset($1::json)
         as t(session_id text, bot_id text, user_id text, source text, created_at timestamptz)
      order by session_id
     on conflict (id) do update
       set last_activity_at = greatest(sessions.last_activity_at, excluded.last_activity_at),
           started_at = least(sessions.started_at, excluded.started_at)`,
    [JSON.stringify([...sessions.values()])],
  );
}
