import type { Sql } from "~/data/postgres.server";

export type NewEvent = {
  key: string;
  created_at: string;
  session_key: string;
  run_id: string | null;
  kind: string;
  seq: number | null;
  payload: unknown;
};

const RECORD = "key text, created_at timestamptz, session_key text, run_id text, kind text, seq bigint, payload json";

/** Stores events that are not there yet, and brings sessions and runs up to date. Answers the keys that were new. */
export async function insertEvents(
  sql: Sql,
  source: string,
  events: NewEvent[],
  mask: ((text: string) => string) | null = null,
): Promise<Set<string>> {
  if (events.length === 0) return new Set();
  const { rows: claimed } = await sql.query<{ key: string }>(
    `insert into runtime.agent_event_keys (event_dedupe_key)
     select decode(key, 'hex') from json_to_recordset($1::json) as e(key text) group by key order by key
     on conflict (event_dedupe_key) do nothing returning encode(event_dedupe_key, 'hex') as key`,
    [JSON.stringify(events.map(({ key }) => ({ key })))],
  );
  const fresh = new Set(claimed.map((row) => row.key));
  const seen = new Set<string>();
  const wanted = events.filter(({ key }) => fresh.has(key) && !seen.has(key) && seen.add(key));
  if (wanted.length === 0) return fresh;
  const json = JSON.stringify(wanted);
  const inserted = await sql.query<{ id: string; session_key: string }>(
    `insert into runtime.agent_events (created_at, event_dedupe_key, source, session_key, run_id, kind, seq, payload_json)
     select created_at, decode(key, 'hex'), $2, session_key, run_id, kind, seq, payload from json_to_recordset($1::json) as e(${RECORD})
     returning id::text as id, session_key`,
    [json, source],
  );
  const lastIds = new Map<string, string>();
  for (const { id, session_key } of inserted.rows)
    if (BigInt(id) > BigInt(lastIds.get(session_key) ?? 0)) lastIds.set(session_key, id);
  await sql.query(
    `insert into runtime.agent_session_state as s
            (session_key, source, last_event_id, last_seq, event_count, kinds, first_event_at, last_event_at)
     select e.session_key, $2, max(i.id), max(e.seq), count(*), array_agg(distinct e.kind), min(e.created_at), max(e.created_at)
       from json_to_recordset($1::json) as e(${RECORD})
       join json_to_recordset($3::json) as i(session_key text, id bigint) using (session_key)
      group by e.session_key order by e.session_key
     on conflict (session_key) do update
       set last_event_id = greatest(s.last_event_id, excluded.last_event_id),
           last_seq = greatest(s.last_seq, excluded.last_seq), updated_at = now(),
           event_count = s.event_count + excluded.event_count,
           kinds = case when s.kinds @> excluded.kinds then s.kinds
                   else array(select distinct unnest(s.kinds || excluded.kinds) order by 1 limit 100) end,
           first_event_at = least(s.first_event_at, excluded.first_event_at),
           last_event_at = greatest(s.last_event_at, excluded.last_event_at)`,
    [json, source, JSON.stringify([...lastIds].map(([session_key, id]) => ({ session_key, id })))],
  );
  await sql.query(
    `insert into runtime.agent_runs (session_key, run_id, source, started_at, event_count, last_event_at)
     select session_key, run_id, $2, min(created_at), count(*), max(created_at)
       from json_to_recordset($1::json) as e(${RECORD}) where run_id is not null
      group by session_key, run_id order by session_key, run_id
     on conflict (session_key, run_id) do update
       set event_count = agent_runs.event_count + excluded.event_count,
           started_at = least(agent_runs.started_at, excluded.started_at),
           last_event_at = greatest(agent_runs.last_event_at, excluded.last_event_at)`,
    [json, source],
  );
  await completeRuns(sql, wanted, mask);
  await sql.query("select pg_notify('wheelhouse_events', '')");
  return fresh;
}

/** A completed run keeps its text in one piece: its deltas in order. A delta that comes later is put in as well. */
async function completeRuns(sql: Sql, events: NewEvent[], mask: ((text: string) => string) | null): Promise<void> {
  const runs = new Map<string, { session_key: string; run_id: string }>();
  for (const { session_key, run_id } of events)
    if (run_id !== null) runs.set(`${session_key} ${run_id}`, { session_key, run_id });
  if (runs.size === 0) return;
  const json = JSON.stringify([...runs.values()]);
  await sql.query(
    `update runtime.agent_runs r set status = 'completed', completed_at = greatest(r.completed_at, e.created_at)
       from json_to_recordset($1::json) as w(session_key text, run_id text)
       join runtime.agent_events e on e.session_key = w.session_key and e.run_id = w.run_id and e.kind = 'run_completed'
      where r.session_key = w.session_key and r.run_id = w.run_id`,
    [json],
  );
  await sql.query(
    `update runtime.agent_runs r set full_text = t.full_text
       from json_to_recordset($1::json) as w(session_key text, run_id text)
       cross join lateral (
         select string_agg(e.payload_json ->> 'text', '' order by coalesce(e.seq, e.id), e.id) as full_text
           from runtime.agent_events e
          where e.session_key = w.session_key and e.run_id = w.run_id and e.kind = 'assistant_delta'
       ) t
      where r.session_key = w.session_key and r.run_id = w.run_id and r.status = 'completed'`,
    [json],
  );
  if (!mask) return;
  // What was split between two deltas was not seen in either.
  const { rows } = await sql.query<{ session_key: string; run_id: string; full_text: string }>(
    `select r.session_key, r.run_id, r.full_text
       from json_to_recordset($1::json) as w(session_key text, run_id text)
       join runtime.agent_runs r using (session_key, run_id)
      where r.status = 'completed' and r.full_text is not null`,
    [json],
  );
  for (const { session_key, run_id, full_text } of rows) {
    const masked = mask(full_text);
    if (masked !== full_text)
      await sql.query("update runtime.agent_runs set full_text = $3 where session_key = $1 and run_id = $2", [
        session_key,
        run_id,
        masked,
      ]);
  }
}

export type EventRow = {
  id: string;
  session_key: string;
  run_id: string | null;
  kind: string;
  seq: string | null;
  created_at: string;
  source: string;
  payload: unknown;
};

export type EventFilter = { session_key?: string; run_id?: string; source?: string; after?: string };

/** Events in the order in which they were stored, from after a row on. */
export async function listEvents(sql: Sql, filter: EventFilter, limit: number): Promise<EventRow[]> {
  const params: unknown[] = [];
  const put = (value: unknown) => `$${params.push(value)}`;
  const where = [`e.id > ${put(filter.after ?? "0")}::bigint`];
  for (const name of ["session_key", "run_id", "source"] as const)
    if (filter[name] !== undefined) where.push(`e.${name} = ${put(filter[name])}`);
  const { rows } = await sql.query<EventRow>(
    `select e.id::text as id, e.session_key, e.run_id, e.kind, e.seq::text as seq, e.source, e.payload_json as payload,
            to_char(e.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as created_at
       from runtime.agent_events e where ${where.join(" and ")} order by e.id limit ${put(limit)}`,
    params,
  );
  return rows;
}
