import path from "node:path";
import { readState } from "./state-files.mjs";

/**
 * @typedef {object} LockEntry
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [optional]
 * @property {boolean} [devOptional]
 * @property {boolean} [dev]
 * @property {boolean} [link]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 *
 * @typedef {{ packages?: Record<string, LockEntry> }} Lock
 */

/** Whether a package that may be absent is meant for this very machine, as far as a lock file says. @param {LockEntry} entry */
function isForThisMachine({ os, cpu, libc }) {
  return !libc && Boolean(os && cpu) && os?.includes(process.platform) === true && cpu?.includes(process.arch) === true;
}

/**
 * Whether node_modules holds what the lock file asks for. npm writes its own record as the last step of an install,
 * so one that was interrupted, belongs to an older lock file or was copied from another kind of machine does not pass.
 * With NODE_ENV=production, as in a container, it may lack what only building needs.
 * @param {string} directory
 */
export function isInstalled(directory) {
  const wanted = /** @type {Lock | null} */ (readState(path.join(directory, "package-lock.json")));
  const found = /** @type {Lock | null} */ (readState(path.join(directory, "node_modules", ".package-lock.json")));
  if (!wanted?.packages || !found?.packages) return false;
  for (const [place, entry] of Object.entries(wanted.packages)) {
    if (place === "" || entry.link) continue;
    const have = found.packages[place];
    if (!have && (entry.optional || entry.devOptional) && !isForThisMachine(entry)) continue;
    if (!have && (entry.dev || entry.devOptional) && process.env.NODE_ENV === "production") continue;
    if (have?.version !== entry.version || have?.integrity !== entry.integrity) return false;
  }
  return true;
}

/** How many packages directly under node_modules an install will make here. @param {string} directory */
export function expectedPackages(directory) {
  const lock = /** @type {Lock | null} */ (readState(path.join(directory, "package-lock.json")));
  const isForeign = (/** @type {LockEntry} */ { os, cpu }) =>
    (os && !os.includes(process.platform)) || (cpu && !cpu.includes(process.arch));
  return Object.entries(lock?.packages ?? {}).filter(
    ([place, entry]) => /^node_modules\/(@[^/]+\/)?[^/]+$/.test(place) && !isForeign(entry),
  ).length;
}
