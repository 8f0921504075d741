import fs from "node:fs";
import path from "node:path";
import { endTracked } from "../process/children.mjs";
import { Failure, explainFileError, lastWordsOf } from "../process/failure.mjs";
import { install } from "../setup/install.mjs";
import { isInstalled } from "../setup/installed.mjs";
import { endLeftovers } from "../process/leftovers.mjs";
import { lockHolder, tryLock } from "../process/lock.mjs";
import { freePort, listenError } from "../process/ports.mjs";
import { projectDir } from "../setup/project.mjs";
import { undoSwap } from "../backup/swap.mjs";
import { loadEnvFile, readSettings } from "../setup/settings.mjs";
import { makePrivateDir } from "../setup/state-files.mjs";
import { say, step } from "../process/steps.mjs";
import { onStopSignals } from "../process/stop-signals.mjs";
import { createProduct } from "./product.mjs";

/** @typedef {import("../setup/settings.mjs").Settings} Settings */
/** @typedef {ReturnType<typeof tryLock>} Lock */

/** @param {import("../process/lock.mjs").LockHolder} holder */
function tellRunning(holder) {
  if (holder.doing === "restore")
    throw new Failure("A backup is being restored into this directory: wait until that is done.");
  say(`Wheelhouse already runs at ${holder.address}`);
}

/** Before anything is made. @param {Settings} settings */
async function requirePort({ port, host }) {
  const code = await listenError(port, host);
  if (code === "EADDRINUSE")
    throw new Failure(`Port ${port} on ${host} is in use: stop what runs there, or set PORT to another.`);
  if (code === "EACCES") throw new Failure(`This user may not listen on port ${port}: set PORT to one above 1023.`);
  if (code) throw new Failure(`Nothing can listen on ${host} (${code}): set HOST to an address of this machine.`);
}

/** @param {Settings} settings @returns {Lock} */
function takeDataDir({ dataDir, publicUrl }) {
  try {
    makePrivateDir(dataDir);
    return tryLock(path.join(dataDir, "start.lock"), { address: publicUrl });
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

/** A start that failed before it made anything leaves nothing. @param {string} dir */
function removeIfEmpty(dir) {
  try {
    fs.rmdirSync(dir);
  } catch {
    // It holds something.
  }
}

/** @param {unknown} error @returns {number} the exit code */
function tell(error) {
  const file = error instanceof Error && "path" in error ? String(error.path) : "";
  const explained = explainFileError(error, file ? `${file} could not be used` : "the start could not go on");
  process.stderr.write(`${lastWordsOf(explained)}\n`);
  return explained instanceof Failure ? explained.exitCode : 1;
}

/** @param {Settings} settings @param {ReturnType<typeof createProduct>} product @param {AbortSignal} stopping */
async function runProduct(settings, product, stopping) {
  const started = performance.now();
  if (undoSwap(settings.dataDir)) say("A restore had been cut short; what was here before is back");
  await installWhatIsMissing();
  stopping.throwIfAborted();
  const link = await product.start(settings, stopping);
  say(`\nWheelhouse runs at ${settings.publicUrl} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  if (link) say(`Sign in once with this link, within 15 minutes:\n${link}`);
  say("Ctrl-C stops it.");
  await new Promise((resolve) => stopping.addEventListener("abort", resolve, { once: true }));
}

/** @param {Settings} asked @returns {Promise<Settings>} with a port, where any would do */
async function withPort(asked) {
  return asked.port === 0 ? readSettings({ ...process.env, PORT: String(await freePort(asked.host)) }) : asked;
}

/**
 * Runs Wheelhouse until it is told to stop, and ends the process.
 * @param {{ development: boolean }} options
 */
export async function launch(options) {
  const stopping = new AbortController();
  const product = createProduct(options);
  /** @type {Lock | undefined} */
  let lock;
  /** @type {Settings | undefined} */
  let settings;
  let exitCode = 0;
  const release = () => lock && "release" in lock && lock.release();
  onStopSignals({
    stop(why) {
      say(`Stopping (${why}); once more to end at once`);
      stopping.abort();
      endTracked("SIGTERM");
    },
    stopAtOnce() {
      // The orderly stop goes on beside this and may be the one that ends the process.
      exitCode = 1;
      endTracked("SIGKILL");
      void product.killAll().finally(() => {
        release();
        process.exit(exitCode);
      });
    },
  });
  try {
    loadEnvFile();
    settings = await withPort(readSettings());
    const holder = lockHolder(path.join(settings.dataDir, "start.lock"));
    if (holder) tellRunning(holder);
    else {
      if (fs.existsSync(settings.dataDir)) await endLeftovers(settings.dataDir);
      await requirePort(settings);
      lock = takeDataDir(settings);
      if ("holder" in lock) tellRunning(lock.holder);
      else await runProduct(settings, product, stopping.signal);
    }
  } catch (error) {
    if (!stopping.signal.aborted) exitCode = tell(error);
  }
  await product.stop();
  release();
  if (settings && exitCode !== 0) removeIfEmpty(settings.dataDir);
  if (stopping.signal.aborted) say("Stopped");
  process.exit(exitCode);
}
