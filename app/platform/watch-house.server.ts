import { getCmsState } from "~/data/cms/cms-state.server";
import { pool } from "~/data/postgres.server";
import { formatBytes } from "~/lib/bytes";
import { formatShare } from "~/lib/numbers";
import { openAlert, openAlertKeys, resolveAlert, type AlertInput } from "./alerts.server";
import { DISK_FULL_SHARE, DISK_WARNING_SHARE, listDisks, type DiskFacts } from "./disk.server";
import type { JobDefinition } from "./jobs.server";

/** Alerts of this prefix are ours: one that we no longer find is resolved. */
const PREFIX = "house:";

function ofDisk(disk: DiskFacts): AlertInput[] {
  const key = `${PREFIX}disk:${disk.label.toLowerCase()}`;
  const href = "/health#disk";
  if (!disk.isWritable) return [{ key, severity: "error", title: `Nothing can be written to ${disk.path}`, href }];
  if (disk.usedShare < DISK_WARNING_SHARE) return [];
  return [
    {
      key,
      severity: disk.usedShare >= DISK_FULL_SHARE ? "error" : "warning",
      title: `The disk of ${disk.path} is ${formatShare(disk.usedShare, 1)} full`,
      detail: `${formatBytes(disk.freeBytes)} of ${formatBytes(disk.totalBytes)} are free.`,
      href,
    },
  ];
}

async function ofDisks(): Promise<AlertInput[]> {
  return (await listDisks()).flatMap(ofDisk);
}

async function ofCms(): Promise<AlertInput[]> {
  const { phase, detail } = await getCmsState();
  if (phase !== "failed") return [];
  return [
    {
      key: `${PREFIX}cms`,
      severity: "error",
      title: "The CMS failed",
      detail: detail.slice(0, 500),
      href: "/health#cms",
    },
  ];
}

/** Kinds of jobs whose last run used up its attempts. */
async function ofJobs(titles: ReadonlyMap<string, string>): Promise<AlertInput[]> {
  const { rows } = await pool("jobs").query<{ task: string; error: string | null }>(
    `select task, error from (
       select distinct on (task) task, outcome, error from console.job_history
       where outcome in ('done', 'failed') and ended_at > now() - interval '7 days'
       order by task, ended_at desc, id desc) last
     where outcome = 'failed'`,
  );
  return rows.map(({ task, error }) => ({
    key: `${PREFIX}job:${task}`,
    severity: "warning",
    title: `A job failed for good: ${titles.get(task) ?? task}`,
    detail: error ?? "",
    href: `/jobs?state=failed`,
  }));
}

/** Endpoints whose last delivery was given up. */
async function ofWebhooks(): Promise<AlertInput[]> {
  const { rows } = await pool("jobs").query<{ id: string; name: string; error: string | null }>(
    `select e.id::text, e.name, d.last_error as error from console.webhook_endpoints e
     cross join lateral (
       select status, last_error from console.webhook_deliveries
       where endpoint_id = e.id and not is_test and finished_at is not null
       order by created_at desc, id desc limit 1) d
     where e.enabled and d.status = 'failed'`,
  );
  return rows.map(({ id, name, error }) => ({
    key: `${PREFIX}webhook:${id}`,
    severity: "warning",
    title: `The webhook ${name} could not be delivered`,
    detail: error ?? "",
    href: `/webhooks/${id}`,
  }));
}

/** Looks at the house's own parts, opens an alert for what is wrong and resolves what is right again. */
export async function watchHouse(definitions: readonly JobDefinition[]): Promise<void> {
  const titles = new Map(definitions.map(({ name, title }) => [name, title]));
  const looks = await Promise.allSettled([ofDisks(), ofCms(), ofJobs(titles), ofWebhooks()]);
  const found = looks.flatMap((look) => (look.status === "fulfilled" ? look.value : []));
  for (const alert of found) await openAlert(alert);
  const failed = looks.find((look) => look.status === "rejected");
  // What could not be looked at may still be wrong.
  if (failed) throw failed.reason;
  const still = new Set(found.map(({ key }) => key));
  for (const key of await openAlertKeys(PREFIX)) if (!still.has(key)) await resolveAlert(key);
}
