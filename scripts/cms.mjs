/**
 * The CMS's supervisor, a process of its own: installs and builds Strapi when needed, keeps it running, and writes how
 * it goes to DATA_DIR/cms.json. `cms.mjs prepare` only installs and builds.
 */
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { readDatabaseFile, urlFor } from "./database/database.mjs";
import { Failure, messageOf } from "./process/failure.mjs";
import { readSecrets } from "./setup/secrets.mjs";
import { takeInstanceLock } from "./cms/instance-lock.mjs";
import { StepFailure, buildInputs, prepare } from "./cms/prepare.mjs";
import { keepStrapiRunning } from "./cms/run-strapi.mjs";
import { openStateFile } from "./cms/state-file.mjs";

const lookForChangesMs = 5000;
const retryInstallMs = 60_000;
const publicUrl = process.env.PUBLIC_URL || "http://127.0.0.1:3000";

/** @type {import("./cms/child.mjs").Child | null} */
let child = null;
const stopping = new AbortController();
const stop = stopping.signal;

/** @param {import("./cms/child.mjs").Child | null} next */
function onChild(next) {
  child = next;
}

/** @param {string} name */
function required(name) {
  const value = process.env[name];
  if (!value) throw new Failure(`${name} is not set. npm start sets it; see docs/runbook.md to run the CMS alone.`);
  return value;
}

/** Without a login and a secret in the environment they are those that the console left in DATA_DIR. */
function readSettings() {
  const port = Number(required("CMS_PORT"));
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw new Failure("CMS_PORT is not a port");
  const dataDir = path.resolve(required("DATA_DIR"));
  const database = process.env.CMS_DATABASE_URL ? null : readDatabaseFile(dataDir);
  const databaseUrl = database ? urlFor(database, "cms") : required("CMS_DATABASE_URL");
  const secret = (process.env.CMS_SECRET ? null : readSecrets(dataDir)?.cms) ?? required("CMS_SECRET");
  if (secret.length < 32) throw new Failure("CMS_SECRET needs at least 32 characters");
  return { dataDir, databaseUrl, secret, publicUrl, host: process.env.CMS_HOST || "127.0.0.1", port };
}

/** A failed build is tried again when its inputs change, a failed install also after a while. @param {import("./cms/state-file.mjs").StateFile} state */
async function prepareOrWait(state) {
  while (!stop.aborted) {
    const inputs = buildInputs(publicUrl);
    try {
      await prepare({ publicUrl, progress: state, onChild });
      return;
    } catch (error) {
      if (stop.aborted) return;
      state.set("failed", messageOf(error));
      const until = error instanceof StepFailure && error.step === "install" ? Date.now() + retryInstallMs : Infinity;
      while (!stop.aborted && Date.now() < until && buildInputs(publicUrl) === inputs)
        await delay(lookForChangesMs, undefined, { signal: stop }).catch(() => undefined);
    }
  }
}

async function supervise() {
  const settings = readSettings();
  const state = openStateFile(path.join(settings.dataDir, "cms.json"), settings.port);
  stopWithSignalsAndParent();
  await prepareOrWait(state);
  while (!stop.aborted) {
    const lock = await takeInstanceLock({
      connectionString: settings.databaseUrl,
      stop,
      onWait: (why) => state.set("starting", why),
    });
    await keepStrapiRunning(settings, { state, stop: AbortSignal.any([stop, lock.lost]), onChild });
    await lock.release();
  }
  state.set("off", "Stopped");
}

function stopWithSignalsAndParent() {
  const begin = () => {
    if (stop.aborted) return;
    stopping.abort();
    void child?.stop();
  };
  for (const signal of /** @type {const} */ (["SIGTERM", "SIGINT", "SIGHUP"])) {
    process.on(signal, () => {
      if (!stop.aborted) return begin();
      child?.kill();
      process.exit(1);
    });
  }
  process.on("disconnect", begin);
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) begin();
  }, 1000).unref();
}

try {
  if (process.argv[2] === "prepare") {
    const progress = {
      /** @param {string} _phase @param {string} detail @param {number} [percent] */
      set(_phase, detail, percent) {
        if (!percent) process.stdout.write(`${detail}\n`);
      },
    };
    await prepare({ publicUrl, progress, onChild });
  } else {
    await supervise();
  }
  process.exit(0);
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
