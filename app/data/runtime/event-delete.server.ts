import type { Sql } from "~/data/postgres.server";

/**
 * Deletes the archived events of the runs that these turns were, and brings the figures of their sessions up to date.
 * Answers how many went. The keys go too: what is deleted is not "already known" when it is sent again.
 */
export async function deleteEventsOfRuns(
  sql: Sql,
  turns: readonly { agent_session_key: string | null; agent_request_id: string | null }[],
): Promise<number> {
  const runs = turns.flatMap(({ agent_session_key: session, agent_request_id: run }) =>
    session === null || run === null ? [] : [{ session, run }],
  );
  if (runs.length === 0) return 0;
  const json = JSON.stringify(runs);
  const { rows } = await sql.query<{ n: number }>(
    `with wanted as (select distinct session, run from json_to_recordset($1::json) as w(session text, run text)),
     gone as (
       delete from runtime.agent_events e using wanted w where e.session_key = w.session and e.run_id = w.run
       returning e.event_dedupe_key
     ),
     keys as (delete from runtime.agent_event_keys k using gone where k.event_dedupe_key = gone.event_dedupe_key),
     runs as (delete from runtime.agent_runs r using wanted w where r.session_key = w.session and r.run_id = w.run)
     select count(*)::int as n from gone`,
    [json],
  );
  await recountSessions(sql, [...new Set(runs.map(({ session }) => session))]);
  return rows[0]!.n;
}

/** Counts anew what is there of these sessions; one of which nothing is left goes. */
export async function recountSessions(sql: Sql, sessions: string[]): Promise<void> {
  await sql.query(
    `update runtime.agent_session_state s
        set event_count = e.event_count, kinds = e.kinds, first_event_at = e.first_event_at, last_event_at = e.last_event_at
       from (select session_key, count(*) as event_count, array_agg(distinct kind) as kinds,
                    min(created_at) as first_event_at, max(created_at) as last_event_at
               from runtime.agent_events where session_key = any($1) group by session_key) e
      where e.session_key = s.session_key`,
    [sessions],
  );
  await sql.query(
    `delete from runtime.agent_session_state s where s.session_key = any($1)
        and not exists (select from runtime.agent_events e where e.session_key = s.session_key)`,
    [sessions],
  );
}

const AT_ONCE = 500;

/** After partitions were dropped: sessions that reach back further than what is kept hold less than they say. */
export async function recountOldSessions(sql: Sql, before: Date): Promise<void> {
  for (let after = ""; ;) {
    const { rows } = await sql.query<{ session_key: string }>(
      `select session_key from runtime.agent_session_state where first_event_at < $1 and session_key > $2
        order by session_key limit ${AT_ONCE}`,
      [before, after],
    );
    const last = rows.at(-1);
    if (!last) return;
    await recountSessions(
      sql,
      rows.map((row) => row.session_key),
    );
    after = last.session_key;
  }
}
