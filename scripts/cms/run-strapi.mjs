import fs from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { accepts } from "../process/ports.mjs";
import { childEnvironment, endOrphan, startChild } from "./child.mjs";
import { cmsDir, strapiSwitches } from "./prepare.mjs";

/** Measured: 250 MB resident under load with this heap, 580 without a bound. */
const heapMb = 384;
const startMs = 180_000;
const watchEveryMs = 5_000;
const missesAllowed = 3;
const steadyMs = 60_000;
const failedAfter = 5;
const longestPauseMs = 60_000;
const failureLines = 8;

/**
 * @typedef {{ dataDir: string, databaseUrl: string, secret: string, publicUrl: string, host: string, port: number }} CmsSettings
 */

/**
 * Keeps Strapi running until told to stop: starts it, watches its health, starts it again with growing pauses.
 * @param {CmsSettings} settings
 * @param {{ state: import("./state-file.mjs").StateFile, stop: AbortSignal, onChild: (child: import("./child.mjs").Child | null) => void }} context
 */
export async function keepStrapiRunning(settings, { state, stop, onChild }) {
  fs.mkdirSync(path.join(settings.dataDir, "cms-public", "uploads"), { recursive: true, mode: 0o700 });
  await endOrphan(recordOf(settings));
  let failures = 0;
  let reason = "";
  while (!stop.aborted) {
    if (failures < failedAfter) state.set("starting", failures === 0 ? "Starting" : `Starting again. ${reason}`);
    if (await accepts(settings.port)) {
      failures += 1;
      reason = `Another program listens on port ${settings.port}`;
    } else {
      const outcome = await runOnce(settings, state, stop, onChild);
      if (stop.aborted) return;
      failures = outcome.steady ? 1 : failures + 1;
      reason = outcome.reason;
    }
    if (failures >= failedAfter) state.set("failed", `${reason}\nTrying again every minute`);
    const pauseMs = Math.min(longestPauseMs, 500 * 2 ** failures);
    await delay(pauseMs, undefined, { signal: stop }).catch(() => undefined);
  }
}

/**
 * @param {CmsSettings} settings @param {import("./state-file.mjs").StateFile} state @param {AbortSignal} stop
 * @param {(child: import("./child.mjs").Child | null) => void} onChild
 */
async function runOnce(settings, state, stop, onChild) {
  const child = startChild(
    process.execPath,
    [`--max-old-space-size=${heapMb}`, path.join(import.meta.dirname, "strapi-server.cjs")],
    { cwd: cmsDir, env: strapiEnvironment(settings), record: recordOf(settings) },
  );
  onChild(child);
  const end = new AbortController();
  const ended = child.ended.finally(() => end.abort());
  const over = AbortSignal.any([end.signal, stop]);
  const readyAt = await untilHealthy(settings.port, over);
  if (readyAt) {
    state.set("ready", "Ready");
    await untilSick(settings.port, over);
  }
  const wasAlive = !end.signal.aborted;
  await child.stop();
  onChild(null);
  const { code, signal } = await ended;
  const why = wasAlive
    ? readyAt
      ? "Strapi stopped answering"
      : `Strapi was not ready within ${startMs / 1000} s`
    : `Strapi ended (${signal ?? `code ${code}`})`;
  const lastWords = readyAt ? "" : `\n${child.tail(failureLines)}`;
  return { steady: readyAt !== null && Date.now() - readyAt > steadyMs, reason: `${why}${lastWords}` };
}

/** @param {CmsSettings} settings */
function recordOf(settings) {
  return path.join(settings.dataDir, "cms-process.json");
}

/** @param {CmsSettings} settings */
function strapiEnvironment(settings) {
  return childEnvironment({
    ...strapiSwitches,
    DATA_DIR: settings.dataDir,
    CMS_DATABASE_URL: settings.databaseUrl,
    CMS_SECRET: settings.secret,
    CMS_HOST: settings.host,
    CMS_PORT: String(settings.port),
    PUBLIC_URL: settings.publicUrl,
  });
}

/** @param {number} port @param {number} withinMs */
async function isHealthy(port, withinMs) {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/_health`, { signal: AbortSignal.timeout(withinMs) });
    return answer.status === 204;
  } catch {
    return false;
  }
}

/** @param {number} port @param {AbortSignal} over @returns {Promise<number | null>} when it became healthy */
async function untilHealthy(port, over) {
  const until = Date.now() + startMs;
  while (!over.aborted && Date.now() < until) {
    if (await isHealthy(port, 2000)) return Date.now();
    await delay(200, undefined, { signal: over }).catch(() => undefined);
  }
  return null;
}

/** @param {number} port @param {AbortSignal} over */
async function untilSick(port, over) {
  let misses = 0;
  while (!over.aborted && misses < missesAllowed) {
    await delay(watchEveryMs, undefined, { signal: over }).catch(() => undefined);
    if (over.aborted) return;
    misses = (await isHealthy(port, watchEveryMs)) ? 0 : misses + 1;
  }
}
