import { pool, type Sql } from "~/data/postgres.server";
import type { AuditFilters } from "./audit-filters";
import { auditWhere } from "./audit-where.server";

export type AuditRow = {
  seq: string;
  at: Date;
  actorKind: string;
  actorId: string;
  actorName: string;
  action: string;
  targetKind: string;
  targetId: string;
  targetName: string;
  before: unknown;
  after: unknown;
  address: string;
  requestId: string;
  prevHash: string;
  hash: string;
};

/** seq goes out as text, so sorting must name the column and not the output. */
const COLUMNS = `entry.seq::text, at, actor_kind as "actorKind", actor_id as "actorId", actor_name as "actorName",
  action, target_kind as "targetKind", target_id as "targetId", target_name as "targetName", before, after, address,
  request_id as "requestId", encode(prev_hash, 'hex') as "prevHash", encode(hash, 'hex') as hash`;

/** Entries from the newest on, and the position to go on from. */
export async function listAudit(
  filters: AuditFilters,
  limit = 100,
  sql: Sql = pool("pages"),
): Promise<{ rows: AuditRow[]; next: string | null }> {
  const { where, values } = auditWhere(filters);
  const { rows } = await sql.query<AuditRow>(
    `select ${COLUMNS} from console.audit_log entry ${where} order by entry.seq desc limit ${limit + 1}`,
    values,
  );
  const page = rows.slice(0, limit);
  return { rows: page, next: rows.length > limit ? page.at(-1)!.seq : null };
}

export async function findAuditEntry(seq: string | null, sql: Sql = pool("pages")): Promise<AuditRow | null> {
  if (!seq || !/^\d{1,18}$/.test(seq)) return null;
  const { rows } = await sql.query<AuditRow>(`select ${COLUMNS} from console.audit_log entry where seq = $1`, [seq]);
  return rows[0] ?? null;
}

export type AuditFacets = Record<"actor" | "action" | "target", { value: string; count: number }[]>;

/** What occurs in the time range, with counts; the other filters leave them alone, so that one can change one's mind. */
export async function listAuditFacets(filters: AuditFilters, sql: Sql = pool("pages")): Promise<AuditFacets> {
  const { where, values } = auditWhere({ ...filters, query: { filters: [], words: [] }, after: null });
  const { rows } = await sql.query<{ key: keyof AuditFacets; value: string; count: number }>(
    `with found as materialized (select actor_name, action, target_kind from console.audit_log entry ${where})
     select * from (
       select 'actor' as key, actor_name as value, count(*)::int as count from found group by actor_name
       union all select 'action', action, count(*)::int from found group by action
       union all select 'target', target_kind, count(*)::int from found group by target_kind
     ) counted order by count desc, value limit 200`,
    values,
  );
  const of = (key: keyof AuditFacets) => rows.filter((row) => row.key === key);
  return { actor: of("actor"), action: of("action"), target: of("target") };
}

/** Entries in the order they were written, a thousand at a time, so that an export of any size stays small here. */
export async function* readAudit(
  filters: AuditFilters,
  sql: Sql = pool("export"),
  batch = 1_000,
): AsyncGenerator<AuditRow> {
  const { where, values } = auditWhere({ ...filters, after: null });
  const beyond = `${where ? `${where} and` : "where"} entry.seq > $${values.length + 1}::bigint`;
  let position = "0";
  for (;;) {
    const { rows } = await sql.query<AuditRow>(
      `select ${COLUMNS} from console.audit_log entry ${beyond} order by entry.seq limit ${batch}`,
      [...values, position],
    );
    yield* rows;
    if (rows.length < batch) return;
    position = rows.at(-1)!.seq;
  }
}
