import { pool } from "~/data/postgres.server";
import { findLastBackup } from "~/platform/last-backup.server";

export type OverviewFigures = {
  people: number;
  sessions: number;
  keys: number;
  keysUsed: number;
  runs: number;
  runsFailed: number;
  deliveries: number;
  deliveriesFailed: number;
  /** Runs of jobs in each of the last 24 hours, the oldest first. */
  runsByHour: number[];
  lastBackupAt: string | null;
};

/** The house in figures: now, or of the last 24 hours. */
export async function getOverviewFigures(): Promise<OverviewFigures> {
  const [counts, hours, backup] = await Promise.all([
    pool().query<Omit<OverviewFigures, "runsByHour" | "lastBackupAt">>(`select
      (select count(*)::int from console.users where disabled_at is null) as people,
      (select count(*)::int from console.sessions where expires_at > now() and last_seen_at > now() - interval '12 hours')
        as sessions,
      (select count(*)::int from console.api_keys where revoked_at is null and (expires_at is null or expires_at > now()))
        as keys,
      (select count(*)::int from console.api_keys where last_used_at > now() - interval '24 hours') as "keysUsed",
      (select count(*)::int from console.job_history where ended_at > now() - interval '24 hours') as runs,
      (select count(*)::int from console.job_history where ended_at > now() - interval '24 hours' and outcome = 'failed')
        as "runsFailed",
      (select count(*)::int from console.webhook_deliveries where created_at > now() - interval '24 hours') as deliveries,
      (select count(*)::int from console.webhook_deliveries where created_at > now() - interval '24 hours'
        and status = 'failed') as "deliveriesFailed"`),
    pool().query<{ n: number }>(`select count(run.id)::int as n
      from generate_series(date_trunc('hour', now()) - interval '23 hours', date_trunc('hour', now()), '1 hour') as hour
      left join console.job_history run on run.ended_at >= hour and run.ended_at < hour + interval '1 hour'
      group by hour order by hour`),
    findLastBackup(),
  ]);
  return { ...counts.rows[0]!, runsByHour: hours.rows.map(({ n }) => n), lastBackupAt: backup?.at ?? null };
}
