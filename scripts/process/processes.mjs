import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { codeOf } from "./failure.mjs";

/** @param {number} ms @returns {Promise<void>} */
export function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** @param {number} pid @param {string} column */
function askPs(pid, column) {
  try {
    return execFileSync("ps", ["-o", `${column}=`, "-p", String(pid)], { encoding: "utf8", stdio: "pipe" }).trim();
  } catch {
    return "";
  }
}

/** @param {string} file */
function readProc(file) {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** @param {number} pid */
function answersSignals(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

/**
 * When a process started, as text that two processes with one pid never share; null when there is none. A zombie is
 * none: it does nothing any more, and a container without an init may keep it for ever.
 * @param {number} pid
 * @returns {string | null}
 */
export function processStart(pid) {
  if (!Number.isInteger(pid) || pid <= 0 || !answersSignals(pid)) return null;
  if (process.platform === "linux") {
    const stat = readProc(`/proc/${pid}/stat`);
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (!stat || fields[0] === "Z" || fields[0] === "X") return null;
    return `${readProc("/proc/sys/kernel/random/boot_id").trim()}:${fields[19]}`;
  }
  if (process.platform === "win32") return "unknown";
  return askPs(pid, "lstart") || null;
}

/** @param {number} pid @param {string} [started] what `processStart` said of it */
export function isRunning(pid, started) {
  const now = processStart(pid);
  return now !== null && (started === undefined || now === started);
}

/** The command line of a process, for making sure that a remembered pid is still ours. @param {number} pid */
export function commandLine(pid) {
  if (process.platform === "linux") return readProc(`/proc/${pid}/cmdline`).replaceAll("\0", " ").trim();
  return process.platform === "win32" ? "" : askPs(pid, "command");
}

/** @param {number} pid @param {NodeJS.Signals} signal */
export function signalProcess(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (codeOf(error) !== "ESRCH") throw error;
  }
}

/**
 * Signals a process that was started detached, with everything it started.
 * @param {number} pid @param {NodeJS.Signals} signal
 */
export function signalGroup(pid, signal) {
  try {
    process.kill(process.platform === "win32" ? pid : -pid, signal);
  } catch (error) {
    if (codeOf(error) !== "ESRCH" && codeOf(error) !== "EPERM") throw error;
  }
}

/** @param {number} pid @param {number} withinMs @returns {Promise<boolean>} whether it ended in time */
export async function waitForEnd(pid, withinMs) {
  const until = Date.now() + withinMs;
  while (isRunning(pid)) {
    if (Date.now() > until) return false;
    await sleep(20);
  }
  return true;
}
