import { pool, type Sql } from "~/data/postgres.server";
import type { AuditFilters } from "./audit-filters";

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
};

/** seq goes out as text, so sorting must name the column and not the output. */
const COLUMNS = `seq::text, at, actor_kind as "actorKind", actor_id as "actorId", actor_name as "actorName", action,
  target_kind as "targetKind", target_id as "targetId", target_name as "targetName", before, after, address,
  request_id as "requestId"`;

/** The condition and its values for a set of filters. */
export function auditWhere(filters: AuditFilters): { where: string; values: unknown[] } {
  const values: unknown[] = [];
  const parts: string[] = [];
  const add = (value: string, part: (place: string) => string) => {
    if (value === "") return;
    values.push(value);
    parts.push(part(`$${values.length}`));
  };
  const like = (value: string) => value && `%${value.replace(/[\\%_]/g, "\\$&")}%`;
  add(like(filters.actor), (p) => `(actor_name ilike ${p} or actor_id ilike ${p})`);
  // "user" finds all that happened to people, "user.disabled" one thing.
  add(filters.action, (p) => `(action = ${p} or action like replace(${p}, '_', '\\_') || '.%')`);
  add(like(filters.target), (p) => `(target_name ilike ${p} or target_id ilike ${p} or target_kind ilike ${p})`);
  add(filters.from, (p) => `at >= ${p}::date::timestamp at time zone 'UTC'`);
  add(filters.to, (p) => `at < (${p}::date + 1)::timestamp at time zone 'UTC'`);
  add(filters.before, (p) => `seq < ${p}::bigint`);
  return { where: parts.length > 0 ? `where ${parts.join(" and ")}` : "", values };
}

/** Entries from the newest on, and the position to go on from. */
export async function listAudit(
  filters: AuditFilters,
  limit = 50,
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

/** The actions that occur, for the filter. A loose index scan: their number is small, the log's is not. */
export async function listAuditActions(sql: Sql = pool("pages")): Promise<string[]> {
  const { rows } = await sql.query<{ action: string }>(`
    with recursive seen as (
      (select action from console.audit_log order by action limit 1)
      union all
      select (select action from console.audit_log where action > seen.action order by action limit 1)
      from seen where seen.action is not null)
    select action from seen where action is not null`);
  return rows.map((row) => row.action);
}

/** Entries in the order they were written, a thousand at a time, so that an export of any size stays small here. */
export async function* readAudit(
  filters: AuditFilters,
  sql: Sql = pool("export"),
  batch = 1_000,
): AsyncGenerator<AuditRow & { hash: string; prevHash: string }> {
  const { where, values } = auditWhere({ ...filters, before: "" });
  const after = `${where ? `${where} and` : "where"} seq > $${values.length + 1}::bigint`;
  let position = "0";
  for (;;) {
    const { rows } = await sql.query<AuditRow & { hash: string; prevHash: string }>(
      `select ${COLUMNS}, encode(hash, 'hex') as hash, encode(prev_hash, 'hex') as "prevHash"
       from console.audit_log entry ${after} order by entry.seq limit ${batch}`,
      [...values, position],
    );
    yield* rows;
    if (rows.length < batch) return;
    position = rows.at(-1)!.seq;
  }
}
