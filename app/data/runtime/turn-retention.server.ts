import { pool, type Sql } from "~/data/postgres.server";

const AT_ONCE = 10_000;

type Part = { name: string; attached: boolean; pending: boolean };

/** When the partition of that name ends: its name is its day in UTC, or its hour. */
export function endOfPartition(name: string): Date {
  const [, year, month, day, hour] = /_p(\d{4})(\d{2})(\d{2})(\d{2})?$/.exec(name) ?? [];
  if (year === undefined) throw new Error(`not the name of a partition: ${name}`);
  return hour === undefined
    ? new Date(Date.UTC(+year, +month! - 1, +day! + 1))
    : new Date(Date.UTC(+year, +month! - 1, +day!, +hour + 1));
}

/**
 * Drops the partitions that end before `before`. Each is first taken out without stopping anybody who reads or writes;
 * one that an earlier run left halfway is finished. Answers their names. Needs the owner's role.
 */
export async function dropPartitions(parent: string, before: Date, sql: Sql = pool("jobs")): Promise<string[]> {
  const { rows } = await sql.query<Part>(
    `select c.relname as name, i.inhrelid is not null as attached, coalesce(i.inhdetachpending, false) as pending
       from pg_class c left join pg_inherits i on i.inhrelid = c.oid
      where c.relnamespace = 'runtime'::regnamespace and c.relkind = 'r' and c.relname ~ ('^' || $1 || '_p[0-9]+$')
      order by c.relname`,
    [parent],
  );
  const old = rows.filter(({ name }) => endOfPartition(name) <= before);
  for (const { name, attached, pending } of old) {
    if (attached)
      await sql.query(
        `alter table runtime.${parent} detach partition runtime.${name} ${pending ? "finalize" : "concurrently"}`,
      );
    await sql.query(`drop table runtime.${name}`);
  }
  return old.map(({ name }) => name);
}

/** Rows that stand in no partition, by the column that ages them. */
const AGEING = {
  turn_keys: ["id", "created_at"],
  turn_runs: ["turn_id", "created_at"],
  turn_notes: ["turn_id", "turn_created_at"],
  turn_bookmarks: ["turn_id", "turn_created_at"],
  sessions: ["id", "last_activity_at"],
  agent_runs: ["run_id", "started_at"],
  agent_session_state: ["session_key", "updated_at"],
  agent_event_keys: ["event_dedupe_key", "seen_at"],
  otlp_traces: ["trace_id", "seen_at"],
} as const;
export type AgeingTable = keyof typeof AGEING;

/** Deletes old rows in parts, so that no lock is held for long. Answers how many. */
export async function deleteOlder(table: AgeingTable, before: Date, sql: Sql = pool("jobs")): Promise<number> {
  const [key, time] = AGEING[table];
  for (let deleted = 0; ;) {
    const { rowCount } = await sql.query(
      `delete from runtime.${table} where ${key} in (select ${key} from runtime.${table} where ${time} < $1 limit ${AT_ONCE}) and ${time} < $1`,
      [before],
    );
    deleted += rowCount ?? 0;
    if ((rowCount ?? 0) < AT_ONCE) return deleted;
  }
}

export type PartitionSize = { parent: string; endsAt: Date; bytes: number; rows: number | null };

/** How much the partitions of some tables hold, their indexes and long texts included. */
export async function listPartitionSizes(sql: Sql, parents: readonly string[]): Promise<PartitionSize[]> {
  const { rows } = await sql.query<{ parent: string; name: string; bytes: string; tuples: string }>(
    `select p.relname as parent, c.relname as name, pg_total_relation_size(c.oid)::text as bytes,
            greatest(c.reltuples, coalesce(s.n_live_tup, -1))::bigint::text as tuples
       from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
       left join pg_stat_all_tables s on s.relid = c.oid
      where p.relnamespace = 'runtime'::regnamespace and p.relname = any($1)`,
    [parents],
  );
  return rows.map(({ parent, name, bytes, tuples }) => ({
    parent,
    endsAt: endOfPartition(name),
    bytes: Number(bytes),
    rows: Number(tuples) < 0 ? null : Number(tuples),
  }));
}
