import fs from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { env } from "~/config/env.server";

const StateFile = z.object({
  phase: z.enum(["off", "installing", "building", "starting", "ready", "failed"]),
  detail: z.string(),
  percent: z.number().min(0).max(100).optional(),
  since: z.iso.datetime(),
  port: z.number().int(),
  pid: z.number().int(),
});

export type CmsPhase = z.infer<typeof StateFile>["phase"];
/** `detail` may quote a build's last lines: for people who are signed in. */
export type CmsState = { phase: CmsPhase; detail: string; percent?: number; since: string | null };
export type CmsPlace = { CMS: boolean; CMS_URL?: string; DATA_DIR: string };

const PROBE_MS = 1500;

/** Where Strapi listens, or null where there is none. */
export function cmsTarget(place: CmsPlace = env()): string | null {
  return place.CMS && place.CMS_URL ? new URL(place.CMS_URL).origin : null;
}

/** How the CMS is doing. Never throws: a neighbour that is away degrades its panel, not the page. */
export async function getCmsState(place: CmsPlace = env()): Promise<CmsState> {
  const target = cmsTarget(place);
  if (!target) return { phase: "off", detail: "The CMS is switched off.", since: null };
  return (await supervisedState(target, place.DATA_DIR)) ?? (await probe(target));
}

/** What our own supervisor says, if the CMS at this address is its. */
async function supervisedState(target: string, dataDir: string): Promise<CmsState | null> {
  const { hostname, port } = new URL(target);
  if (hostname !== "127.0.0.1" && hostname !== "localhost" && hostname !== "[::1]") return null;
  const text = await fs.readFile(path.join(dataDir, "cms.json"), "utf8").catch(() => null);
  if (text === null) return null;
  const parsed = StateFile.safeParse(parseJson(text));
  if (!parsed.success || String(parsed.data.port) !== port) return null;
  const { phase, detail, percent, since, pid } = parsed.data;
  if (phase !== "off" && !isAlive(pid))
    return { phase: "failed", detail: "The CMS's supervisor has ended. Start Wheelhouse again.", since };
  return { phase, detail, ...(percent !== undefined && { percent }), since };
}

async function probe(target: string): Promise<CmsState> {
  try {
    const answer = await fetch(`${target}/_health`, { signal: AbortSignal.timeout(PROBE_MS), redirect: "manual" });
    await answer.body?.cancel();
    if (answer.status === 204) return { phase: "ready", detail: "Ready", since: null };
    return { phase: "failed", detail: `The CMS at ${target} answers ${answer.status} to /_health.`, since: null };
  } catch {
    return { phase: "failed", detail: `The CMS at ${target} does not answer.`, since: null };
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
