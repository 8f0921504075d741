import { listMigrationFacts } from "~/data/database/migration-facts.server";
import { getQueueFigures } from "~/data/queue/queue-figures.server";
import { listDisks } from "./disk.server";
import { once } from "./once.server";

/** A check says "ok", or what is wrong. */
export type Readiness = { ready: boolean; checks: Record<string, string> };

const ANSWER_WITHIN_MS = 2_000;
/** With less than this a database cannot be trusted to write. */
const LEAST_FREE_BYTES = 32 * 1024 * 1024;

async function database(): Promise<string> {
  const sets = await listMigrationFacts();
  const pending = sets.flatMap((each) => each.pending);
  return pending.length === 0 ? "ok" : `not applied: ${pending.join(", ")}`;
}

async function disk(): Promise<string> {
  const disks = await listDisks();
  if (disks.some((each) => !each.isWritable)) return "nothing can be written";
  return disks.every((each) => each.freeBytes >= LEAST_FREE_BYTES) ? "ok" : "full";
}

async function queue(): Promise<string> {
  await getQueueFigures();
  return "ok";
}

async function check(work: () => Promise<string>, problem: string): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(problem), ANSWER_WITHIN_MS);
  });
  const answer = await Promise.race([work().catch(() => problem), late]);
  clearTimeout(timer);
  return answer;
}

/** Anybody may ask, so one look a second is all that reaches the database. */
const look = once(1_000, async (): Promise<Record<string, string>> => {
  const [migrations, disks, queued] = await Promise.all([
    check(database, "the database does not answer"),
    check(disk, "the data directory cannot be reached"),
    check(queue, "the queue does not answer"),
  ]);
  const isThere = migrations !== "the database does not answer";
  return {
    database: isThere ? "ok" : migrations,
    migrations: isThere ? migrations : "unknown",
    disk: disks,
    queue: queued,
  };
});

/** Whether this process should get traffic. A stopping one says no before its door closes. */
export async function readiness({ draining }: { draining: boolean }): Promise<Readiness> {
  if (draining) return { ready: false, checks: { process: "stopping" } };
  const checks = { process: "ok", ...(await look()) };
  return { ready: Object.values(checks).every((each) => each === "ok"), checks };
}
