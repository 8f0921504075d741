import { conditions } from "~/data/conditions.server";
import { pool } from "~/data/postgres.server";
import { decodeCursor, encodeCursor } from "~/lib/cursor";
import type { AlertSeverity } from "~/platform/alert";
import type { AlertFilters, AlertState } from "./alert-filters";

export type AlertRow = {
  id: string;
  key: string;
  severity: AlertSeverity;
  state: AlertState;
  title: string;
  detail: string;
  href: string | null;
  times: number;
  openedAt: Date;
  lastSeenAt: Date;
  resolvedAt: Date | null;
  acknowledgedAt: Date | null;
  acknowledgedByName: string | null;
};

const STATE = `case when resolved_at is not null then 'resolved' when acknowledged_at is not null then 'acknowledged' else 'open' end`;
const COLUMNS = `id::text, key, severity, ${STATE} as state, title, detail, href, times, opened_at as "openedAt",
  last_seen_at as "lastSeenAt", resolved_at as "resolvedAt", acknowledged_at as "acknowledgedAt",
  acknowledged_by_name as "acknowledgedByName"`;
/** Those that still hold stand first, then the newest. */
const POSITION = `(resolved_at is null)::int, opened_at, id`;
const ORDER = "alerts";

function whereOf(filters: AlertFilters, without?: "state" | "severity") {
  const where = conditions();
  if (without !== "state") where.choose(STATE, filters.state.is, filters.state.not);
  if (without !== "severity") where.choose("severity", filters.severity.is, filters.severity.not);
  where.words("(title || ' ' || detail || ' ' || key)", filters.words);
  return where;
}

export async function listAlerts(filters: AlertFilters, after: string | null, limit = 50) {
  const where = whereOf(filters);
  const from = decodeCursor(ORDER, after, 3);
  if (from) {
    const [open, at, id] = from.map((part) => where.place(part));
    where.add(`(${POSITION}) < (${open}::int, ${at}::timestamptz, ${id}::uuid)`);
  }
  const { rows } = await pool().query<AlertRow & { position: string[] }>(
    `select ${COLUMNS}, array[(resolved_at is null)::int::text, opened_at::text, id::text] as position
     from console.alerts ${where.toString()}
     order by (resolved_at is null) desc, opened_at desc, id desc limit ${limit + 1}`,
    where.values,
  );
  const page = rows.slice(0, limit).map(({ position: _position, ...row }) => row);
  const last = rows[limit - 1];
  return { rows: page, next: rows.length > limit && last ? encodeCursor(ORDER, last.position) : null };
}

export async function findAlert(id: string): Promise<AlertRow | null> {
  if (!/^[0-9a-f-]{36}$/.test(id)) return null;
  const { rows } = await pool().query<AlertRow>(`select ${COLUMNS} from console.alerts where id = $1`, [id]);
  return rows[0] ?? null;
}

type Count = { value: string; count: number };

/** How many alerts each choice would show, given the other one. */
export async function countAlerts(filters: AlertFilters): Promise<{ state: Count[]; severity: Count[] }> {
  const count = async (expression: string, without: "state" | "severity") => {
    const where = whereOf(filters, without);
    const { rows } = await pool().query<Count>(
      `select ${expression} as value, count(*)::int as count from console.alerts ${where.toString()} group by 1`,
      where.values,
    );
    return rows;
  };
  const [state, severity] = await Promise.all([count(STATE, "state"), count("severity", "severity")]);
  return { state, severity };
}
