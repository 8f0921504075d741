import { conditions } from "~/data/conditions.server";
import type { Sql } from "~/data/postgres.server";

const TIME = `'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`;

/** A place in a session: its number, or none for those that have none and stand at the end, and the id. */
export type EventPosition = { seq: string | null; id: string };

type Choice = { is: readonly string[]; not: readonly string[] };
export type ArchiveFilter = { kind: Choice; run: Choice; from: Date | null; to: Date | null };

export type ArchivedEvent = {
  id: string;
  seq: string | null;
  /** How many numbers of the session are missing right before this one. */
  gap: number;
  run_id: string | null;
  kind: string;
  created_at: string;
  source: string;
  /** The beginning of its payload. */
  summary: string;
};

function narrowed(session: string, filter: ArchiveFilter) {
  const all = conditions();
  all.add(`e.session_key = ${all.place(session)}`);
  all.choose("e.kind", filter.kind.is, filter.kind.not);
  all.choose("e.run_id", filter.run.is);
  if (filter.run.not.length > 0) all.add(`(e.run_id is null or e.run_id <> all(${all.place(filter.run.not)}::text[]))`);
  if (filter.from) all.add(`e.created_at >= ${all.place(filter.from)}`);
  if (filter.to) all.add(`e.created_at < ${all.place(filter.to)}`);
  return all;
}

type Conditions = ReturnType<typeof conditions>;

function addAfter(all: Conditions, after: EventPosition | null): void {
  if (!after) return;
  const id = `${all.place(after.id)}::bigint`;
  if (after.seq === null) all.add(`e.seq is null and e.id > ${id}`);
  else {
    const seq = `${all.place(after.seq)}::bigint`;
    all.add(`((e.seq, e.id) > (${seq}, ${id}) or e.seq is null)`);
  }
}

const SUMMARY = `left(coalesce(e.payload_json ->> 'text', e.payload_json ->> 'message',
  e.payload_json ->> 'tool_name' || '  ' || coalesce(e.payload_json ->> 'result', e.payload_json ->> 'arguments', ''),
  e.payload_json::text, ''), 240)`;

/** Events of one session in the order of their numbers, then of their ids; those without a number at the end. */
export async function listArchive(
  sql: Sql,
  session: string,
  filter: ArchiveFilter,
  after: EventPosition | null,
  limit: number,
): Promise<{ rows: ArchivedEvent[]; next: EventPosition | null }> {
  const all = narrowed(session, filter);
  addAfter(all, after);
  const { rows } = await sql.query<ArchivedEvent>(
    `select e.id::text as id, e.seq::text as seq, e.run_id, e.kind, e.source, ${SUMMARY} as summary,
            to_char(e.created_at at time zone 'UTC', ${TIME}) as created_at,
            coalesce(e.seq - 1 - (select max(b.seq) from runtime.agent_events b where b.session_key = e.session_key and b.seq < e.seq), 0)::int as gap
       from (select * from runtime.agent_events e ${all.toString()} order by e.seq, e.id limit ${limit + 1}) e
      order by e.seq, e.id`,
    all.values,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, next: rows.length > limit && last ? { seq: last.seq, id: last.id } : null };
}

export type ArchiveSummary = {
  events: number;
  /** Of the numbered ones. */
  first_seq: string | null;
  last_seq: string | null;
  unnumbered: number;
  /** The ids between which those without a number stand. */
  first_unnumbered: string | null;
  last_unnumbered: string | null;
  missing: number;
  started_at: string;
  last_at: string;
  source: string;
};

/** A session, or one run of it, in figures; null when nothing of it is there. */
export async function summariseArchive(sql: Sql, session: string, run: string | null): Promise<ArchiveSummary | null> {
  const all = conditions();
  all.add(`e.session_key = ${all.place(session)}`);
  if (run !== null) all.add(`e.run_id = ${all.place(run)}`);
  const { rows } = await sql.query<ArchiveSummary>(
    `select count(*)::int as events, min(e.seq)::text as first_seq, max(e.seq)::text as last_seq,
            count(*) filter (where e.seq is null)::int as unnumbered,
            min(e.id) filter (where e.seq is null)::text as first_unnumbered,
            max(e.id) filter (where e.seq is null)::text as last_unnumbered,
            coalesce(max(e.seq) - min(e.seq) + 1 - count(distinct e.seq), 0)::int as missing,
            to_char(min(e.created_at) at time zone 'UTC', ${TIME}) as started_at,
            to_char(max(e.created_at) at time zone 'UTC', ${TIME}) as last_at, min(e.source) as source
       from runtime.agent_events e ${all.toString()}`,
    all.values,
  );
  return rows[0] && rows[0].events > 0 ? rows[0] : null;
}

/** Where numbers are missing in a session, from the beginning on: the last number before, and the next one. */
export async function listGaps(sql: Sql, session: string, limit: number): Promise<{ before: number; next: number }[]> {
  const { rows } = await sql.query<{ before: number; next: number }>(
    `select before::float8 as before, seq::float8 as next
       from (select e.seq, lag(e.seq) over (order by e.seq) as before from runtime.agent_events e
              where e.session_key = $1 and e.seq is not null) n
      where n.seq > n.before + 1 order by n.seq limit $2`,
    [session, limit],
  );
  return rows;
}

export async function countKinds(sql: Sql, session: string): Promise<{ value: string; count: number }[]> {
  const { rows } = await sql.query<{ value: string; count: number }>(
    `select e.kind as value, count(*)::int as count from runtime.agent_events e where e.session_key = $1
      group by e.kind order by count desc, e.kind limit 100`,
    [session],
  );
  return rows;
}

export type WholeEvent = Omit<ArchivedEvent, "gap" | "summary"> & { session_key: string; payload: string };

/** One event with its payload as it was written. */
export async function findEvent(sql: Sql, session: string, id: string): Promise<WholeEvent | null> {
  const { rows } = await sql.query<WholeEvent>(
    `select e.id::text as id, e.seq::text as seq, e.run_id, e.kind, e.source, e.session_key,
            to_char(e.created_at at time zone 'UTC', ${TIME}) as created_at, coalesce(e.payload_json::text, 'null') as payload
       from runtime.agent_events e where e.id = $2::bigint and e.session_key = $1`,
    [session, id],
  );
  return rows[0] ?? null;
}

/** The turn that a run belongs to, by what the runtime said when it began it. */
export async function findTurnOfRun(sql: Sql, session: string, run: string): Promise<string | null> {
  const { rows } = await sql.query<{ id: string }>(
    `select l.id from runtime.turn_logs l where l.agent_session_key = $1 and l.agent_request_id = $2
      order by l.created_at desc limit 1`,
    [session, run],
  );
  return rows[0]?.id ?? null;
}
