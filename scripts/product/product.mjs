import path from "node:path";
import { build, buildServer } from "../build.mjs";
import { endTracked } from "../process/children.mjs";
import { startCms } from "./cms-process.mjs";
import { startSampleBots } from "./sample-bots.mjs";
import { consoleEnvironment, startConsole, untilReady } from "./console-process.mjs";
import { openDatabase, urlFor } from "../database/database.mjs";
import { generate } from "../generate.mjs";
import { migrate } from "../database/migrate.mjs";
import { freePort } from "../process/ports.mjs";
import { messageOf } from "../process/failure.mjs";
import { isRunning } from "../process/processes.mjs";
import { inProject } from "../setup/project.mjs";
import { loopbackAddress } from "../setup/settings.mjs";
import { ensureSecrets } from "../setup/secrets.mjs";
import { say, step } from "../process/steps.mjs";

/** @typedef {import("../setup/settings.mjs").Settings} Settings */

const developmentServer = inProject(".cache", "server.js");
const consolePatienceMs = 7000;
const watchDatabaseMs = 1000;
const samplePatienceMs = 60_000;
/** After a revival that failed, on a full disk for instance. */
const pauseMs = 5000;

/** @param {Settings} settings */
function startDatabase(settings) {
  return step("Database", async ({ progress }) => {
    progress(settings.databaseUrl ? "connecting" : "starting");
    const database = await openDatabase(settings);
    const { mode, version, host, port, roles_shared: shared } = database.file;
    const kind =
      mode === "external"
        ? ""
        : database.created
          ? "embedded, made, "
          : database.adopted
            ? "embedded, found running, "
            : "embedded, ";
    const weaker = shared ? "; this login may not make roles, so everything runs under it" : "";
    return { done: `${kind}Postgres ${version} on ${host}:${port}${weaker}`, value: database };
  });
}

/** @param {import("../database/database.mjs").OpenDatabase} database */
function applyMigrations(database) {
  return step("Migrations", async ({ progress }) => {
    const applied = await migrate({ url: urlFor(database.file, "owner"), onStep: progress });
    return { done: applied.length > 0 ? `${applied.length} applied` : "none to apply", value: undefined };
  });
}

/** @param {boolean} development */
function buildConsole(development) {
  return step("Build", async ({ progress }) => {
    if (development) {
      await generate();
      await buildServer(developmentServer);
      return { done: "Vite builds each page when it is asked for", value: undefined };
    }
    const built = await build({
      onStart: () => progress("building the console"),
      onWait: () => progress("waiting for another build"),
    });
    return { done: built ? "console built" : "up to date", value: undefined };
  });
}

/**
 * The running parts of the product, in one place, so that all of them can be stopped from anywhere.
 * @param {{ development: boolean }} options
 */
export function createProduct({ development }) {
  /** @type {import("../database/database.mjs").OpenDatabase | undefined} */
  let database;
  /** @type {import("../process/supervised-child.mjs").SupervisedChild | undefined} */
  let web;
  /** @type {import("../process/supervised-child.mjs").SupervisedChild | undefined} */
  let cms;
  /** @type {ReturnType<typeof startSampleBots> | undefined} */
  let bots;
  /** @type {NodeJS.Timeout | undefined} */
  let watch;
  /** @type {Promise<void> | undefined} */
  let reviving;
  let quietUntil = 0;

  /** @param {Settings} settings */
  async function openMigrated(settings) {
    const opened = await startDatabase(settings);
    database = opened;
    if (!settings.databaseUrl) watchDatabase(settings);
    await applyMigrations(opened);
    return opened.file;
  }

  /** @param {Settings} settings */
  async function revive(settings) {
    const dead = database;
    say("The database ended; starting it again");
    try {
      database = await openDatabase(settings);
      dead?.leave();
    } catch (error) {
      say(`The database could not be started again: ${messageOf(error)}`);
      quietUntil = Date.now() + pauseMs;
    }
  }

  /** A database that was killed is started again where it was; the others reconnect by themselves. @param {Settings} settings */
  function watchDatabase(settings) {
    watch = setInterval(() => {
      if (reviving || Date.now() < quietUntil || !database?.pid || isRunning(database.pid)) return;
      reviving = revive(settings).finally(() => {
        reviving = undefined;
      });
    }, watchDatabaseMs);
    watch.unref();
  }

  /** Asks the console for what this start wants of sample data, and lets its bots play. @param {Settings} settings */
  async function showSample(settings) {
    const answer = await step("Sample data", async ({ progress }) => {
      progress("a week of turns");
      const value = await web?.ask("sample", samplePatienceMs);
      const shown = value?.key ? "shown, with bots that play" : "not shown";
      return { done: value?.turns ? `${value.turns} turns of a week, and bots that play` : shown, value };
    });
    const url = loopbackAddress(settings.host, settings.port);
    if (answer?.key) bots = startSampleBots(settings, { url, key: answer.key });
  }

  return {
    /**
     * @param {Settings} settings @param {AbortSignal} signal
     * @returns {Promise<string | null>} the sign-in link
     */
    async start(settings, signal) {
      const cmsPort = settings.cms ? await freePort() : 0;
      const parts = [openMigrated(settings), buildConsole(development)];
      const [file] = /** @type {[import("../database/database.mjs").DatabaseFile, void]} */ (
        await Promise.all(parts).catch(async (error) => {
          endTracked("SIGTERM");
          await Promise.allSettled(parts);
          throw error;
        })
      );
      signal.throwIfAborted();
      const secrets = ensureSecrets(settings.dataDir);
      const link = await step("Console", async ({ progress }) => {
        progress("starting");
        const cmsUrl = settings.cms ? `http://127.0.0.1:${cmsPort}` : settings.cmsUrl;
        const env = consoleEnvironment(settings, file, cmsUrl);
        web = development
          ? startConsole(settings, { ...env, NODE_ENV: "development" }, { server: developmentServer, say })
          : startConsole(settings, env, {
              server: inProject("build", "server.js"),
              logFile: path.join(settings.dataDir, "console.log"),
              say,
            });
        await untilReady(web, settings, { signal });
        const answer = await web.ask("link", 10_000);
        return { done: `listens on ${settings.host}:${settings.port}`, value: answer?.url ?? null };
      });
      if (settings.sample) await showSample(settings);
      signal.throwIfAborted();
      if (settings.cms) cms = startCms({ settings, database: file, secret: secrets.cms, port: cmsPort, say });
      return link;
    },
    /** In order: what uses the database before the database. */
    async stop() {
      clearInterval(watch);
      await reviving;
      await bots?.stop();
      await Promise.all([web?.stop(consolePatienceMs), cms?.stop(consolePatienceMs)]);
      await database?.stop();
    },
    async killAll() {
      clearInterval(watch);
      bots?.kill();
      web?.kill();
      cms?.kill();
      await database?.stop({ atOnce: true });
    },
  };
}
