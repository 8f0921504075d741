import { BOT_JOBS } from "~/features/bots/bot-jobs.server";
import { definePurgeJobs } from "~/features/bots/name/purge-bot.server";
import { deleteTurns } from "~/features/turns/delete-turns.server";
import { sampleJobs } from "~/features/turns/sample/sample-jobs.server";
import { TURN_JOBS, TURN_WATCHES } from "~/features/turns/turn-jobs.server";
import { USAGE_JOBS } from "~/features/usage/rebuild-usage.server";
import { defineJob, type JobDefinition, type Watch } from "~/platform/jobs.server";
import { PLATFORM_JOBS } from "~/platform/platform-jobs.server";
import { watchHouse } from "~/platform/watch-house.server";
import { SAMPLE_PARTS } from "~/sample.server";

const WATCH = defineJob({
  name: "house.watch",
  title: "Look after disk, CMS, jobs and webhooks",
  cron: "* * * * *",
  maxAttempts: 1,
  run: () => watchHouse(JOBS),
});

const PURGE_JOBS = definePurgeJobs((actor, bot, watch) => deleteTurns(actor, { bot_id: bot }, watch));

/** Every kind of background work. An area adds its own list here. */
export const JOBS: readonly JobDefinition[] = [
  ...PLATFORM_JOBS,
  WATCH,
  ...TURN_JOBS,
  ...BOT_JOBS,
  ...PURGE_JOBS,
  ...USAGE_JOBS,
  ...sampleJobs(SAMPLE_PARTS),
];

/** What is looked after between the minutes of the schedule. */
export const WATCHES: readonly Watch[] = TURN_WATCHES;
