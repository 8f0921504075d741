import { db, type Db } from "~/data/console/prisma.server";
import type { AlertSeverity } from "./alert";

export type OpenAlert = { id: string; severity: AlertSeverity; title: string; href: string | null; openedAt: Date };

/** Nobody looks after these, the gravest first; one that somebody looks after rings no bell. */
export async function listOpenAlerts(limit: number, database: Db = db()): Promise<OpenAlert[]> {
  return database.$queryRaw<OpenAlert[]>`
    select id::text, severity, title, href, opened_at as "openedAt" from console.alerts
    where resolved_at is null and acknowledged_at is null
    order by array_position(array['error', 'warning', 'info'], severity), opened_at desc, id desc limit ${limit}`;
}

export async function countOpenAlerts(database: Db = db()): Promise<number> {
  return database.alert.count({ where: { resolvedAt: null, acknowledgedAt: null } });
}
