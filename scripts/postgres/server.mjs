import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Failure, codeOf } from "../process/failure.mjs";
import { logEnd, openLog, readLogFrom } from "../process/log-file.mjs";
import { accepts } from "../process/ports.mjs";
import { commandLine, isRunning, signalProcess, sleep, waitForEnd } from "../process/processes.mjs";
import { run } from "../process/run.mjs";
import { spawnAs } from "./account.mjs";
import { binary } from "./binaries.mjs";
import { explainPostgres, postgresEnvironment } from "./cluster.mjs";

const mb = 1024 * 1024;

/** Moderate: the console and the CMS share the machine. @param {boolean} fast give up durability, for tests */
function serverSettings(fast) {
  const roomy = os.totalmem() >= 6000 * mb;
  return {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "100",
    shared_buffers: fast ? "128MB" : roomy ? "256MB" : "128MB",
    effective_cache_size: roomy ? "2GB" : "512MB",
    work_mem: "16MB",
    maintenance_work_mem: "128MB",
    max_wal_size: "2GB",
    random_page_cost: "1.1",
    // Compiling costs more than it saves on queries that take milliseconds.
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    log_checkpoints: "off",
    log_line_prefix: "%m [%p] %q%u ",
    shared_preload_libraries: "pg_stat_statements",
    ...(fast ? { fsync: "off", synchronous_commit: "off", full_page_writes: "off" } : {}),
  };
}

/** @param {string} cluster @returns {{ pid: number, port: number, status: string } | null} */
function readPidFile(cluster) {
  try {
    const lines = fs.readFileSync(path.join(cluster, "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]), status: lines[7]?.trim() ?? "starting" };
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  }
}

/** @param {number} pid @param {string} cluster */
function servesCluster(pid, cluster) {
  if (!isRunning(pid)) return false;
  if (process.platform === "win32") return true;
  const command = commandLine(pid);
  return command.includes("postgres") && command.includes(cluster);
}

/** The server that already runs on a cluster, an orphan of a crash for instance. @param {string} cluster */
export function runningServer(cluster) {
  const found = readPidFile(cluster);
  return found && servesCluster(found.pid, cluster) ? found : null;
}

/** @param {import("./place.mjs").Place} place @param {number} port @param {string} logFile @param {boolean} fast */
function spawnServer({ cluster, native, account }, port, logFile, fast) {
  const log = openLog(logFile);
  try {
    const settings = Object.entries(serverSettings(fast)).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    // Detached: a Ctrl-C in the terminal must not reach the database before the console has finished with it.
    /** @type {import("node:child_process").SpawnOptions} */
    const how = {
      ...spawnAs(account),
      cwd: path.dirname(cluster),
      env: postgresEnvironment(),
      detached: true,
      stdio: ["ignore", log, log],
    };
    const child = spawn(binary(native, "postgres"), ["-D", cluster, "-p", String(port), ...settings], how);
    child.unref();
    return child;
  } finally {
    fs.closeSync(log);
  }
}

/**
 * @typedef {{ pid: number, port: number }} RunningServer
 * @typedef {{ logFile: string, fast?: boolean, nextPort: () => Promise<number> }} ServerOptions
 */

/**
 * Starts a server on a cluster and waits until it answers; a crash recovery may take its time. A port that somebody
 * else took meanwhile is changed, and memory that a killed server left behind is waited for.
 * @param {import("./place.mjs").Place} place @param {number} port @param {ServerOptions} options
 * @returns {Promise<RunningServer>}
 */
export async function startServer(place, port, options) {
  const giveUp = Date.now() + 15_000;
  for (let tryPort = port; ;) {
    const stale = readPidFile(place.cluster);
    if (stale && !servesCluster(stale.pid, place.cluster))
      fs.rmSync(path.join(place.cluster, "postmaster.pid"), { force: true });
    const from = logEnd(options.logFile);
    const child = spawnServer(place, tryPort, options.logFile, options.fast ?? false);
    let spawnError = "";
    let ended = false;
    child.once("error", (error) => {
      spawnError = `error: ${error.message}`;
      ended = true;
    });
    child.once("exit", () => {
      ended = true;
    });
    while (!ended) {
      const state = readPidFile(place.cluster);
      if (state && state.pid === child.pid && state.status === "ready" && (await accepts(state.port))) {
        return { pid: state.pid, port: state.port };
      }
      await sleep(15);
    }
    const said = spawnError || readLogFrom(options.logFile, from);
    const portTaken = /could not bind|Address already in use/.test(said);
    const leftovers = /pre-existing shared memory block|lock file "postmaster.pid" already exists/.test(said);
    if (!(portTaken || leftovers) || Date.now() > giveUp)
      throw new Failure(`${explainPostgres(said, "start")} (see ${options.logFile})`);
    if (portTaken) tryPort = await options.nextPort();
    else await sleep(200);
  }
}

/**
 * Waits until a server that somebody else started has finished starting or stopping.
 * @param {string} cluster @returns {Promise<RunningServer | null>}
 */
export async function settledServer(cluster) {
  for (;;) {
    const found = runningServer(cluster);
    if (!found) return null;
    if (found.status === "ready" && (await accepts(found.port))) return { pid: found.pid, port: found.port };
    await sleep(30);
  }
}

/**
 * Stops a server: fast (connections are ended, data is written), or at once (it recovers at its next start).
 * @param {import("./place.mjs").Place} place @param {{ atOnce?: boolean, withinMs?: number }} [options]
 */
export async function stopServer({ cluster, native }, options = {}) {
  const found = runningServer(cluster);
  if (!found) return;
  if (process.platform === "win32") {
    await run(binary(native, "pg_ctl"), ["stop", "-D", cluster, "-m", options.atOnce ? "immediate" : "fast"]);
    return;
  }
  signalProcess(found.pid, options.atOnce ? "SIGQUIT" : "SIGINT");
  if (await waitForEnd(found.pid, options.withinMs ?? 6000)) return;
  signalProcess(found.pid, "SIGQUIT");
  if (!(await waitForEnd(found.pid, 2000))) signalProcess(found.pid, "SIGKILL");
}
