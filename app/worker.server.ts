import { log } from "~/config/log.server";
import { closePrisma } from "~/data/console/prisma.server";
import { closePostgres } from "~/data/postgres.server";
import { JOBS, WATCHES } from "~/jobs.server";
import { startJobs } from "~/platform/job-runner.server";

/** Runs background jobs without a server, until the process is asked to stop. */
export async function runWorker(): Promise<void> {
  const jobs = startJobs(JOBS, WATCHES);
  log.info("the worker runs");
  const signal = await new Promise<string>((resolve) => {
    // The runner's timers do not keep the process alive while it waits for a database.
    const alive = setInterval(() => undefined, 60_000);
    for (const name of ["SIGTERM", "SIGINT", "disconnect"] as const)
      process.once(name, () => {
        clearInterval(alive);
        resolve(name);
      });
  });
  log.info({ signal }, "the worker stops");
  await jobs.stop();
  await closePrisma();
  await closePostgres();
}
