import { z } from "zod";
import { pool } from "~/data/postgres.server";
import { pruneRuns } from "~/data/queue/job-history.server";
import { deliverWebhook } from "./deliver-webhook.server";
import { defineJob, type JobDefinition } from "./jobs.server";
import { DELIVER_JOB } from "./webhooks.server";

const Delivery = z.object({ deliveryId: z.uuid() });

/** Sessions end by themselves when they are looked up; this only clears away what nobody looks up any more. */
const EXPIRED = [
  "delete from console.sessions where expires_at < now() or last_seen_at < now() - interval '12 hours'",
  "delete from console.one_time_links where expires_at < now() - interval '1 day'",
  "delete from console.rate_limits where forget_at < now()",
];

const OLD = [
  "delete from console.alerts where resolved_at < now() - interval '90 days'",
  "delete from console.webhook_deliveries where finished_at < now() - interval '30 days'",
];

export const PLATFORM_JOBS: readonly JobDefinition[] = [
  defineJob({
    name: DELIVER_JOB,
    title: "Deliver a webhook",
    // The delivery counts its attempts itself; these are for a database that is away meanwhile.
    maxAttempts: 10,
    run: async (payload, { signal }) => deliverWebhook(Delivery.parse(payload).deliveryId, signal),
  }),
  defineJob({
    name: "access.expire",
    title: "Clear away expired sessions, links and rate limits",
    cron: "7 * * * *",
    run: async () => {
      for (const statement of EXPIRED) await pool("jobs").query(statement);
    },
  }),
  defineJob({
    name: "history.prune",
    title: "Forget old runs, deliveries and resolved alerts",
    cron: "23 3 * * *",
    run: async () => {
      await pruneRuns({ doneDays: 7, otherDays: 30 });
      for (const statement of OLD) await pool("jobs").query(statement);
    },
  }),
];
