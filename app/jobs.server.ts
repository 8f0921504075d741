import type { JobDefinition } from "~/platform/jobs.server";
import { PLATFORM_JOBS } from "~/platform/platform-jobs.server";

/** Every kind of background work. An area adds its own list here. */
export const JOBS: readonly JobDefinition[] = [...PLATFORM_JOBS];
