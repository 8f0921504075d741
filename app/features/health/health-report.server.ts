import os from "node:os";
import { getCmsState } from "~/data/cms/cms-state.server";
import { listMigrationFacts } from "~/data/database/migration-facts.server";
import { getServerFacts, listExtensions, listWeaknesses } from "~/data/database/server-facts.server";
import { listSchemaSizes, listTableSizes } from "~/data/database/table-sizes.server";
import { poolFigures } from "~/data/postgres.server";
import { getQueueFigures } from "~/data/queue/queue-figures.server";
import { listDisks } from "~/platform/disk.server";
import { getEventLoopFacts } from "~/platform/event-loop.server";
import { openStreamCount } from "~/platform/event-stream.server";
import { listHealthParts } from "~/platform/health-summary.server";
import { jobRunnerState } from "~/platform/job-runner.server";
import { VERSION } from "~/platform/version.server";

/** What one panel shows, or why it shows nothing. */
export type Panel<T> = { facts: T; problem: null } | { facts: null; problem: string };

const EXTENSIONS = ["vector", "pg_trgm", "timescaledb", "pg_stat_statements"];
const PANEL_WITHIN_MS = 3_000;

/** A neighbour that is away empties its panel and no other. */
async function panel<T>(away: string, work: () => Promise<T>): Promise<Panel<T>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("late")), PANEL_WITHIN_MS);
  });
  try {
    return { facts: await Promise.race([work(), late]), problem: null };
  } catch {
    return { facts: null, problem: away };
  } finally {
    clearTimeout(timer);
  }
}

function processFacts() {
  const memory = process.memoryUsage();
  return {
    version: VERSION,
    node: process.version,
    platform: `${os.type()} ${os.arch()}`,
    processors: os.availableParallelism(),
    pid: process.pid,
    startedAt: new Date(Date.now() - process.uptime() * 1000),
    memoryBytes: memory.rss,
    heapBytes: memory.heapUsed,
    streams: openStreamCount(),
    pools: poolFigures(),
    eventLoop: getEventLoopFacts(),
  };
}

async function queueFacts() {
  const figures = await getQueueFigures();
  const { phase, problem } = jobRunnerState();
  return { ...figures, runner: phase, problem: problem ?? null };
}

export async function getHealthReport() {
  const database = "The database does not answer, so nothing can be said about it.";
  const [parts, server, weaknesses, migrations, extensions, schemas, tables, disks, queue, cms] = await Promise.all([
    listHealthParts(),
    panel(database, getServerFacts),
    panel(database, listWeaknesses),
    panel(database, listMigrationFacts),
    panel(database, () => listExtensions(EXTENSIONS)),
    panel(database, listSchemaSizes),
    panel(database, () => listTableSizes(15)),
    panel("The data directory cannot be reached.", listDisks),
    panel("The queue does not answer: its schema is missing, or the owner's connection fails.", queueFacts),
    panel("The state of the CMS cannot be read.", getCmsState),
  ]);
  return {
    parts,
    ...{ server, weaknesses, migrations, extensions, schemas, tables, disks, queue, cms },
    process: processFacts(),
  };
}

export type HealthReport = Awaited<ReturnType<typeof getHealthReport>>;
