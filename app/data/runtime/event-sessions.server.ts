import { conditions } from "~/data/conditions.server";
import type { Sql } from "~/data/postgres.server";

const TIME = `'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`;
const time = (column: string) => `to_char(${column} at time zone 'UTC', ${TIME})`;

/** A run that has said nothing for this long is shown as silent. */
export const SILENT_AFTER = "10 minutes";

type Choice = { is: readonly string[]; not: readonly string[] };
export type SessionFilter = {
  kind: Choice;
  source: Choice;
  words: readonly { text: string; negated: boolean }[];
  from: Date | null;
  to: Date | null;
};

export type EventSession = {
  key: string;
  source: string;
  events: number;
  kinds: string[];
  runs: number;
  running: number;
  first_at: string;
  last_at: string;
};

export type Position = { at: string; key: string };

function where(filter: SessionFilter) {
  const all = conditions();
  if (filter.kind.is.length > 0) all.add(`s.kinds && ${all.place(filter.kind.is)}::text[]`);
  if (filter.kind.not.length > 0) all.add(`not s.kinds && ${all.place(filter.kind.not)}::text[]`);
  all.choose("s.source", filter.source.is, filter.source.not);
  all.words("s.session_key", filter.words);
  if (filter.from) all.add(`s.last_event_at >= ${all.place(filter.from)}`);
  if (filter.to) all.add(`s.last_event_at < ${all.place(filter.to)}`);
  return all;
}

/** Sessions of the archive, the one that spoke last first. */
export async function listEventSessions(
  sql: Sql,
  filter: SessionFilter,
  after: Position | null,
  limit: number,
): Promise<{ rows: EventSession[]; next: Position | null }> {
  const all = where(filter);
  if (after)
    all.add(`(s.last_event_at, s.session_key) < (${all.place(after.at)}::timestamptz, ${all.place(after.key)})`);
  const { rows } = await sql.query<EventSession>(
    `select s.session_key as key, s.source, s.event_count::int as events, s.kinds, r.runs, r.running,
            ${time("s.first_event_at")} as first_at, ${time("s.last_event_at")} as last_at
       from (select * from runtime.agent_session_state s ${all.toString()} order by s.last_event_at desc, s.session_key desc
             limit ${limit + 1}) s
       cross join lateral (
         select count(*)::int as runs,
                count(*) filter (where status = 'running' and last_event_at > now() - interval '${SILENT_AFTER}')::int as running
           from runtime.agent_runs r where r.session_key = s.session_key
       ) r
      order by s.last_event_at desc, s.session_key desc`,
    all.values,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, next: rows.length > limit && last ? { at: last.last_at, key: last.key } : null };
}

/** How many sessions have each kind and source, in the range alone, so that one can change one's mind. */
export async function countEventSessions(sql: Sql, filter: SessionFilter) {
  const all = where({ ...filter, kind: { is: [], not: [] }, source: { is: [], not: [] }, words: [] });
  const { rows } = await sql.query<{ key: "kind" | "source"; value: string; count: number }>(
    `with found as materialized (select s.source, s.kinds from runtime.agent_session_state s ${all.toString()} limit 20000)
     select * from (
       select 'source' as key, source as value, count(*)::int as count from found group by source
       union all select 'kind', kind, count(*)::int from found, unnest(kinds) as kind group by kind
     ) counted order by count desc, value limit 200`,
    all.values,
  );
  return rows;
}

export type EventRun = {
  run_id: string;
  session_key: string;
  source: string;
  status: "running" | "completed" | "interrupted" | "silent";
  events: number;
  text: string | null;
  started_at: string;
  last_at: string;
};

export type RunFilter = { session: string | null; status: Choice; source: Choice; from: Date | null; to: Date | null };
export type RunPosition = { at: string; session: string; run: string };

const STATUS = `case when r.status = 'running' and r.last_event_at <= now() - interval '${SILENT_AFTER}' then 'silent' else r.status end`;

/** How many runs of the range are in each state, and from each source. */
export async function countEventRuns(sql: Sql, { from, to }: Pick<RunFilter, "from" | "to">) {
  const all = conditions();
  if (from) all.add(`r.started_at >= ${all.place(from)}`);
  if (to) all.add(`r.started_at < ${all.place(to)}`);
  const { rows } = await sql.query<{ key: "state" | "source"; value: string; count: number }>(
    `with found as materialized (select ${STATUS} as status, r.source from runtime.agent_runs r ${all.toString()}
                                  order by r.started_at desc limit 50000)
     select * from (
       select 'state' as key, status as value, count(*)::int as count from found group by status
       union all select 'source', source, count(*)::int from found group by source
     ) counted order by count desc, value limit 100`,
    all.values,
  );
  return rows;
}

/** Runs, the newest first: of all sessions, or of one. */
export async function listEventRuns(
  sql: Sql,
  filter: RunFilter,
  after: RunPosition | null,
  limit: number,
): Promise<{ rows: EventRun[]; next: RunPosition | null }> {
  const all = conditions();
  if (filter.session !== null) all.add(`r.session_key = ${all.place(filter.session)}`);
  all.choose(`(${STATUS})`, filter.status.is, filter.status.not);
  all.choose("r.source", filter.source.is, filter.source.not);
  if (filter.from) all.add(`r.started_at >= ${all.place(filter.from)}`);
  if (filter.to) all.add(`r.started_at < ${all.place(filter.to)}`);
  if (after)
    all.add(
      `(r.started_at, r.session_key, r.run_id) < (${all.place(after.at)}::timestamptz, ${all.place(after.session)}, ${all.place(after.run)})`,
    );
  const { rows } = await sql.query<EventRun>(
    `select r.run_id, r.session_key, r.source, ${STATUS} as status, r.event_count as events, left(r.full_text, 160) as text,
            ${time("r.started_at")} as started_at, ${time("r.last_event_at")} as last_at
       from runtime.agent_runs r ${all.toString()} order by r.started_at desc, r.session_key desc, r.run_id desc limit ${limit + 1}`,
    all.values,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const next =
    rows.length > limit && last ? { at: last.started_at, session: last.session_key, run: last.run_id } : null;
  return { rows: page, next };
}
