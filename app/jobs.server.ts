import { defineJob, type JobDefinition } from "~/platform/jobs.server";
import { PLATFORM_JOBS } from "~/platform/platform-jobs.server";
import { watchHouse } from "~/platform/watch-house.server";

const WATCH = defineJob({
  name: "house.watch",
  title: "Look after disk, CMS, jobs and webhooks",
  cron: "* * * * *",
  maxAttempts: 1,
  run: () => watchHouse(JOBS),
});

/** Every kind of background work. An area adds its own list here. */
export const JOBS: readonly JobDefinition[] = [...PLATFORM_JOBS, WATCH];
