import { getCmsState, type CmsPhase } from "~/data/cms/cms-state.server";
import { listMigrationFacts } from "~/data/database/migration-facts.server";
import { getServerFacts } from "~/data/database/server-facts.server";
import { getQueueFigures } from "~/data/queue/queue-figures.server";
import { formatShare } from "~/lib/numbers";
import { DISK_FULL_SHARE, DISK_WARNING_SHARE, listDisks } from "./disk.server";
import type { HealthPart, HealthSummary, PartKind } from "./health-part";
import { jobRunnerState } from "./job-runner.server";
import { once } from "./once.server";
import { VERSION } from "./version.server";

const startedAt = new Date(Date.now() - process.uptime() * 1000);

/** Asks a part; one that does not answer in time is unknown to us and broken for whoever needs it. */
async function ask(name: string, href: string, work: () => Promise<Omit<HealthPart, "name" | "href">>) {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("it does not answer")), 2_500);
  });
  try {
    return { name, href, ...(await Promise.race([work(), late])) };
  } catch {
    return { name, href, kind: "error" as const, detail: `${name} does not answer.`, since: null };
  } finally {
    clearTimeout(timer);
  }
}

async function database(): Promise<Omit<HealthPart, "name" | "href">> {
  const [facts, migrations] = await Promise.all([getServerFacts(), listMigrationFacts()]);
  const pending = migrations.reduce((sum, set) => sum + set.pending.length, 0);
  const base = { since: facts.startedAt.toISOString() };
  if (pending > 0) return { ...base, kind: "error", detail: `${pending} migrations wait to be applied.` };
  if (facts.connections.all >= facts.connections.max * 0.9)
    return {
      ...base,
      kind: "warning",
      detail: `${facts.connections.all} of ${facts.connections.max} connections taken.`,
    };
  return { ...base, kind: "ok", detail: `Postgres ${facts.version}` };
}

async function jobs(): Promise<Omit<HealthPart, "name" | "href">> {
  const runner = jobRunnerState();
  const figures = await getQueueFigures();
  const since = runner.phase === "off" ? null : runner.since.toISOString();
  if (figures.workers === 0) {
    const isStarting = runner.phase === "starting" && !runner.problem;
    return isStarting || runner.phase === "running"
      ? { kind: "running", detail: "Starting its workers", since }
      : { kind: "error", detail: "No worker runs, so nothing in the queue is done.", since };
  }
  if (figures.failed > 0) return { kind: "warning", detail: `${figures.failed} jobs used up their attempts.`, since };
  const busy = figures.running > 0 ? `${figures.running} running, ` : "";
  return { kind: "ok", detail: `${busy}${figures.waiting} waiting`, since };
}

const CMS_KINDS: Record<CmsPhase, PartKind> = {
  off: "off",
  installing: "running",
  building: "running",
  starting: "running",
  ready: "ok",
  failed: "error",
};
const CMS_WORDS: Record<CmsPhase, string> = {
  off: "Switched off",
  installing: "Installing",
  building: "Building its panel",
  starting: "Starting",
  ready: "Ready",
  failed: "Failed",
};

async function cms(): Promise<Omit<HealthPart, "name" | "href">> {
  const { phase, percent, detail, since } = await getCmsState();
  const progress = percent === undefined ? "" : `, ${Math.round(percent)} %`;
  const first = detail.split("\n", 1)[0]!;
  return { kind: CMS_KINDS[phase], detail: phase === "failed" ? first : `${CMS_WORDS[phase]}${progress}`, since };
}

async function disk(): Promise<Omit<HealthPart, "name" | "href">> {
  const disks = await listDisks();
  const fullest = disks.reduce((a, b) => (b.usedShare > a.usedShare ? b : a));
  const blocked = disks.find((each) => !each.isWritable);
  const detail = `${formatShare(fullest.usedShare, 1)} used`;
  if (blocked)
    return { kind: "error", detail: `${blocked.label}: nothing can be written to ${blocked.path}.`, since: null };
  const kind =
    fullest.usedShare >= DISK_FULL_SHARE ? "error" : fullest.usedShare >= DISK_WARNING_SHARE ? "warning" : "ok";
  return { kind, detail, since: null };
}

async function lookAtParts(): Promise<HealthPart[]> {
  const console: HealthPart = {
    name: "Console",
    href: "/health#process",
    kind: "ok",
    detail: `Version ${VERSION}`,
    since: startedAt.toISOString(),
  };
  const others = await Promise.all([
    ask("Database", "/health#database", database),
    ask("Jobs", "/jobs", jobs),
    ask("CMS", "/health#cms", cms),
    ask("Disk", "/health#disk", disk),
  ]);
  return [console, ...others];
}

/** What runs, and how each part is doing. Looked at once every two seconds, however many ask. */
export const listHealthParts = once(2_000, lookAtParts);

const ORDER: PartKind[] = ["error", "warning", "running", "ok", "off"];

/** One line about all parts. */
export function summarise(parts: readonly HealthPart[]): HealthSummary {
  const kind = ORDER.find((each) => parts.some((part) => part.kind === each)) ?? "ok";
  const concerned = parts.filter((part) => part.kind === kind);
  if (kind === "ok" || kind === "off") return { kind: "ok", label: "All parts up" };
  const [first] = concerned;
  if (kind === "running") return { kind, label: `${first!.name}: ${firstWord(first!.detail)}` };
  const who = concerned.length > 1 ? `${concerned.length} parts` : first!.name;
  return { kind, label: kind === "error" ? `${who} down` : `Check ${who}` };
}

/** The line has the width of the menu. */
function firstWord(text: string): string {
  return text.split(/[ ,.]/, 1)[0]!.toLowerCase();
}

export async function getHealthSummary(): Promise<HealthSummary> {
  return summarise(await listHealthParts());
}
