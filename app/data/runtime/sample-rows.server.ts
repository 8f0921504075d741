import { SAMPLE_SOURCE } from "~/lib/sample-source";
import type { Sql } from "~/data/postgres.server";

export async function hasTurnsOfOthers(sql: Sql): Promise<boolean> {
  const { rows } = await sql.query<{ found: boolean }>(
    `select exists (select from runtime.turn_keys where source <> '${SAMPLE_SOURCE}')
         or exists (select from runtime.agent_session_state where source <> '${SAMPLE_SOURCE}') as found`,
  );
  return rows[0]!.found;
}

export async function findSampleTurns(sql: Sql, limit: number): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select id from runtime.turn_keys where source = '${SAMPLE_SOURCE}' order by id limit $1`,
    [limit],
  );
  return rows.map(({ id }) => id);
}

/** Keys whose turn retention has already let go of. */
export async function deleteSampleKeys(sql: Sql, ids: string[]): Promise<void> {
  await sql.query(`delete from runtime.turn_keys where id = any($1) and source = '${SAMPLE_SOURCE}'`, [ids]);
}

/** What the change log told of turns that are gone. Their deletion stays until the log itself lets go of it. */
export async function forgetChanges(sql: Sql, turnIds: string[]): Promise<void> {
  await sql.query("delete from runtime.turn_changes where turn_id = any($1) and kind <> 'delete'", [turnIds]);
}

/** Deletes sample events of one session with their keys, its runs and its state. Null when no session is left. */
export async function deleteSampleSession(sql: Sql): Promise<{ events: number; runs: number } | null> {
  const { rows } = await sql.query<{ session_key: string }>(
    `select session_key from runtime.agent_session_state where source = '${SAMPLE_SOURCE}' order by session_key limit 200 for update`,
  );
  if (rows.length === 0) return null;
  const sessions = rows.map((row) => row.session_key);
  const events = await sql.query(
    `with gone as (
       delete from runtime.agent_events where session_key = any($1) and source = '${SAMPLE_SOURCE}' returning event_dedupe_key
     ), keys as (
       delete from runtime.agent_event_keys k using gone where k.event_dedupe_key = gone.event_dedupe_key
     )
     select count(*)::int as n from gone`,
    [sessions],
  );
  const runs = await sql.query(
    `delete from runtime.agent_runs where session_key = any($1) and source = '${SAMPLE_SOURCE}'`,
    [sessions],
  );
  await sql.query("delete from runtime.agent_session_state where session_key = any($1)", [sessions]);
  return { events: (events.rows[0] as { n: number }).n, runs: runs.rowCount ?? 0 };
}

/** Sessions that sample turns made and that no turn is in any more. */
export async function deleteEmptySampleSessions(sql: Sql): Promise<number> {
  const { rowCount } = await sql.query(
    `delete from runtime.sessions s where s.source = '${SAMPLE_SOURCE}'
        and not exists (select from runtime.turn_logs l where l.session_id = s.id)`,
  );
  return rowCount ?? 0;
}
