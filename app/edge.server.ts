/** What server.ts needs of the product: one list, so that the server itself stays plain plumbing. */
import { env as readEnvironment } from "~/config/env.server";
import { cmsTarget, getCmsState } from "~/data/cms/cms-state.server";
import { closePrisma } from "~/data/console/prisma.server";
import { closePostgres } from "~/data/postgres.server";
import { createStartLink } from "~/features/access/open-link.server";
import { loadSampleAtStart } from "~/features/turns/sample/load-sample.server";
import { createSampleKey } from "~/features/turns/sample/sample-key.server";
import { cmsProxy } from "~/platform/cms-proxy.server";
import { JOBS, WATCHES } from "~/jobs.server";
import { startJobs, type RunningJobs } from "~/platform/job-runner.server";
import { SAMPLE_PARTS } from "~/sample.server";

export { log } from "~/config/log.server";
export { refuseOddCall } from "~/platform/api-stranger.server";
export { withErrorMapping } from "~/platform/error-mapping.server";
export { closeStreams } from "~/platform/event-stream.server";
export { refuseRequest, securityHeaders, trustedProxies } from "~/platform/front-door.server";
export { areaOfPath, areaRoutes, areasOf } from "~/platform/area-routes.server";
export { metrics, observeRequest } from "~/platform/metrics.server";
export { readiness } from "~/platform/readiness.server";

export const env = readEnvironment();

/** Everything under /cms: Strapi, or a calm page while it is away. */
export function cms() {
  return cmsProxy({ target: () => cmsTarget(), state: () => getCmsState() });
}

let jobs: RunningJobs | undefined;

export async function startBackground(): Promise<void> {
  if (env.JOBS) jobs = startJobs(JOBS, WATCHES);
}

/** Runs beside the server's drain: requests that still go on need the pools, not the jobs. */
export async function stopJobs(): Promise<void> {
  await jobs?.stop();
  jobs = undefined;
}

export async function stopBackground(): Promise<void> {
  await stopJobs();
  await closePrisma();
  await closePostgres();
}

/** What the start of the product prints: for the first admin while nobody is here, else for the oldest admin. */
export async function signInLink(): Promise<string | null> {
  return createStartLink(env.publicUrl);
}

/** Sample data as this start wants it: how many turns it put in, and a key for the bots that play. */
export async function startSample(): Promise<{ turns: number | null; key: string | null }> {
  if (!env.SAMPLE) return { turns: null, key: null };
  return { turns: await loadSampleAtStart(undefined, SAMPLE_PARTS), key: await createSampleKey() };
}
