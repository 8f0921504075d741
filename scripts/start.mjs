import "./node-version.mjs";
import fs from "node:fs";
import path from "node:path";
import { endTracked } from "./children.mjs";
import { Failure, codeOf, explainFileError } from "./failure.mjs";
import { install } from "./install.mjs";
import { isInstalled } from "./installed.mjs";
import { endLeftovers } from "./leftovers.mjs";
import { lockHolder, tryLock } from "./lock.mjs";
import { freePort, listenError } from "./ports.mjs";
import { projectDir } from "./project.mjs";
import { loadEnvFile, readSettings } from "./settings.mjs";
import { makePrivateDir } from "./state-files.mjs";
import { say, step } from "./steps.mjs";
import { onStopSignals } from "./stop-signals.mjs";
import { createProduct } from "./product.mjs";

/** @typedef {import("./settings.mjs").Settings} Settings */

const stopping = new AbortController();
const product = createProduct();
/** @type {{ release: () => void } | undefined} */
let lock;

/** @param {Settings} settings @returns {boolean} whether this directory's product runs already */
function runsAlready({ dataDir }) {
  const holder = lockHolder(path.join(dataDir, "start.lock"));
  if (holder) say(`Wheelhouse already runs at ${String(holder.address)}`);
  return holder !== null;
}

/** Before anything is made. @param {Settings} settings */
async function requirePort({ port, host }) {
  const code = await listenError(port, host);
  if (code === "EADDRINUSE")
    throw new Failure(`Port ${port} on ${host} is in use: stop what runs there, or set PORT to another.`);
  if (code === "EACCES") throw new Failure(`This user may not listen on port ${port}: set PORT to one above 1023.`);
  if (code) throw new Failure(`Nothing can listen on ${host} (${code}): set HOST to an address of this machine.`);
}

/** @param {Settings} settings @returns {boolean} */
function takeDataDir({ dataDir, publicUrl }) {
  try {
    makePrivateDir(dataDir);
    const taken = tryLock(path.join(dataDir, "start.lock"), { address: publicUrl });
    if ("release" in taken) lock = taken;
    else say(`Wheelhouse already runs at ${String(taken.holder.address)}`);
    return lock !== undefined;
  } catch (error) {
    throw explainFileError(error, `${dataDir} could not be written to`);
  }
}

async function installWhatIsMissing() {
  if (isInstalled(projectDir)) return;
  await step("Install", async ({ progress }) => {
    progress("npm ci");
    await install({ onProgress: progress });
    return { done: "packages installed", value: undefined };
  });
}

async function start() {
  const started = performance.now();
  loadEnvFile();
  const asked = readSettings();
  if (runsAlready(asked)) return;
  const settings =
    asked.port === 0 ? readSettings({ ...process.env, PORT: String(await freePort(asked.host)) }) : asked;
  if (fs.existsSync(settings.dataDir)) await endLeftovers(settings.dataDir);
  await requirePort(settings);
  if (!takeDataDir(settings)) return;
  await installWhatIsMissing();
  stopping.signal.throwIfAborted();
  const link = await product.start(settings, stopping.signal);
  say(`\nWheelhouse runs at ${settings.publicUrl} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  if (link) say(`Sign in once with this link, within 15 minutes:\n${link}`);
  say("Ctrl-C stops it.");
  await new Promise((resolve) => stopping.signal.addEventListener("abort", resolve, { once: true }));
}

onStopSignals({
  stop(why) {
    say(`Stopping (${why}); once more to end at once`);
    stopping.abort();
    endTracked("SIGTERM");
  },
  stopAtOnce() {
    endTracked("SIGKILL");
    void product.killAll().finally(() => {
      lock?.release();
      process.exit(1);
    });
  },
});

/** A start that failed before it made anything leaves nothing. @param {string} dir */
function removeIfEmpty(dir) {
  try {
    fs.rmdirSync(dir);
  } catch {
    // It holds something.
  }
}

/** @param {unknown} error */
function tell(error) {
  if (stopping.signal.aborted) return;
  const explained = explainFileError(error, codeOf(error));
  process.exitCode = explained instanceof Failure ? explained.exitCode : 1;
  const text =
    explained instanceof Failure || !(explained instanceof Error)
      ? String(explained).replace(/^Failure: /, "")
      : explained.stack;
  process.stderr.write(`${text}\n`);
}

try {
  await start();
} catch (error) {
  tell(error);
} finally {
  await product.stop();
  lock?.release();
  if (process.exitCode) removeIfEmpty(readSettings().dataDir);
  if (stopping.signal.aborted) say("Stopped");
  process.exit();
}
