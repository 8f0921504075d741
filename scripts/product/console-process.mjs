import path from "node:path";
import { urlFor } from "../database/database.mjs";
import { Failure } from "../process/failure.mjs";
import { rememberChild } from "../process/leftovers.mjs";
import { prismaEnvironment } from "../generate.mjs";
import { sleep } from "../process/processes.mjs";
import { projectDir } from "../setup/project.mjs";
import { loopbackAddress } from "../setup/settings.mjs";
import { superviseChild } from "../process/supervised-child.mjs";

/** @typedef {import("../setup/settings.mjs").Settings} Settings */
/** @typedef {import("../process/supervised-child.mjs").SupervisedChild} SupervisedChild */

const readyWithinMs = 90_000;

/**
 * The environment of the console, the worker and the command line: what the person set, and what we found out.
 * @param {Settings} settings
 * @param {import("../database/database.mjs").DatabaseFile} database
 * @param {string} [cmsUrl] where the CMS listens; without it there is none
 */
export function consoleEnvironment(settings, database, cmsUrl) {
  return {
    ...process.env,
    ...prismaEnvironment,
    NODE_ENV: "production",
    PORT: String(settings.port),
    HOST: settings.host,
    PUBLIC_URL: settings.publicUrl,
    DATA_DIR: settings.dataDir,
    DATABASE_URL: urlFor(database, "app"),
    OWNER_DATABASE_URL: urlFor(database, "owner"),
    READ_DATABASE_URL: settings.readDatabaseUrl,
    CMS: cmsUrl ? "on" : "off",
    CMS_URL: cmsUrl ?? "",
    JOBS: settings.jobs ? "on" : "off",
    SAMPLE: settings.sample ? "on" : "off",
  };
}

/**
 * @param {Settings} settings @param {Record<string, string | undefined>} env
 * @param {{ server: string, logFile?: string, say: (line: string) => void }} options logFile: without one it writes to the terminal
 * @returns {SupervisedChild}
 */
export function startConsole(settings, env, { server, logFile, say }) {
  return superviseChild({
    name: "console",
    args: ["--enable-source-maps", server],
    env,
    cwd: projectDir,
    logFile,
    say,
    remember: (identity) => rememberChild(settings.dataDir, "console", identity),
  });
}

/** @param {string} said */
function lastWords(said) {
  const lines = said.trim().split("\n");
  const telling = lines.findLast((line) => /error|fatal|not right/i.test(line)) ?? lines.at(-1) ?? "";
  return telling.slice(0, 400);
}

/**
 * Waits until the console says that it is ready.
 * @param {SupervisedChild} child @param {Settings} settings @param {{ signal: AbortSignal }} options
 */
export async function untilReady(child, settings, { signal }) {
  const url = `${loopbackAddress(settings.host, settings.port)}/readyz`;
  const logFile = path.join(settings.dataDir, "console.log");
  let answer = "nothing";
  for (const until = Date.now() + readyWithinMs; Date.now() < until; await sleep(40)) {
    signal.throwIfAborted();
    if (child.hasEnded())
      throw new Failure(`The console ended before it was ready: ${lastWords(child.said())} (see ${logFile})`);
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
      if (response.ok) return;
      answer = `${response.status} ${(await response.text()).slice(0, 300)}`;
    } catch {
      // It does not listen yet.
    }
  }
  throw new Failure(
    `The console was not ready within ${readyWithinMs / 1000} s; ${url} answered ${answer} (see ${logFile})`,
  );
}
