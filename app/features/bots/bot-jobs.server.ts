import { defineJob, type JobDefinition } from "~/platform/jobs.server";
import { PURGE_JOB, purgeBot } from "./orphans/purge-orphan.server";

export const BOT_JOBS: readonly JobDefinition[] = [
  defineJob<{ id: string }>({
    name: PURGE_JOB,
    title: "Delete what is left of a bot that nobody has set up",
    run: ({ id }, { signal }) => purgeBot(id, signal),
  }),
];
