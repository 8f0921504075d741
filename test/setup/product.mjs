import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { isRunning, signalGroup, sleep } from "../../scripts/process/processes.mjs";
import { inProject, projectDir } from "../../scripts/setup/project.mjs";

/**
 * @typedef {object} Product a running Wheelhouse, started the way people start it
 * @property {string} origin
 * @property {string} link the one-time sign-in link
 * @property {string} dataDir
 * @property {number} pid of the starter
 * @property {number} readyMs from the command to the link
 * @property {() => string} output what it has said
 * @property {() => Promise<{ code: number | null, ms: number }>} stop asks it to stop, as Ctrl-C does
 * @property {() => void} kill ends the starter alone, without a word
 * @property {() => Promise<void>} remove stops it and takes its data away
 */

/** A new directory that the database's own user can enter as well. @returns {string} */
export function temporaryDataDir() {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "wheelhouse-e2e-"));
  fs.chmodSync(home, 0o755);
  return path.join(home, "data");
}

/** Ours without the settings of whoever runs the tests. @param {Record<string, string>} own @returns {any} */
function environment(own) {
  const foreign = [
    "NODE_ENV",
    "DATABASE_URL",
    "READ_DATABASE_URL",
    "PUBLIC_URL",
    "SECRET_KEY",
    "CMS_URL",
    "TRUSTED_PROXY",
  ];
  const rest = Object.entries(process.env).filter(([name]) => !foreign.includes(name));
  return Object.fromEntries([...rest, ...Object.entries(own)]);
}

/**
 * Runs scripts/start.mjs on a port of its own and waits for the link.
 * @param {{ dataDir?: string, env?: Record<string, string>, nodeArguments?: string[], withinMs?: number }} [options]
 * @returns {Promise<Product>}
 */
export async function startProduct({
  dataDir = temporaryDataDir(),
  env = {},
  nodeArguments = [],
  withinMs = 240_000,
} = {}) {
  const started = performance.now();
  const child = spawn(process.execPath, [...nodeArguments, inProject("scripts", "start.mjs")], {
    cwd: projectDir,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: environment({ PORT: "0", HOST: "127.0.0.1", DATA_DIR: dataDir, SAMPLE: "off", ...env }),
  });
  const pid = child.pid ?? 0;
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (/** @type {Buffer} */ chunk) => {
      said += chunk.toString();
    });
  /** @type {Promise<number | null>} */
  const ended = new Promise((resolve) => child.once("exit", (code) => resolve(code)));
  const link = () => /^https?:\/\/\S+\/sign-in\/link\?token=\S+$/m.exec(said)?.[0];
  const isUp = () => /^Ctrl-C stops it/m.test(said);
  for (const until = Date.now() + withinMs; !isUp(); await sleep(20)) {
    if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}:\n${said}`);
    if (Date.now() < until) continue;
    signalGroup(pid, "SIGKILL");
    throw new Error(`npm start was not ready within ${withinMs / 1000} s:\n${said}`);
  }
  const readyMs = performance.now() - started;
  const origin = /^Wheelhouse runs at (\S+)/m.exec(said)?.[1] ?? "";
  async function stop() {
    const since = performance.now();
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
    const code = await Promise.race([ended, sleep(30_000).then(() => null)]);
    if (isRunning(pid)) signalGroup(pid, "SIGKILL");
    return { code, ms: performance.now() - since };
  }
  return {
    origin,
    link: link() ?? "",
    dataDir,
    pid,
    readyMs,
    output: () => said,
    stop,
    kill: () => void child.kill("SIGKILL"),
    async remove() {
      await stop();
      fs.rmSync(path.dirname(dataDir), { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
