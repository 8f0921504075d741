import fs from "node:fs";
import path from "node:path";

/** @typedef {{ packages?: Record<string, { version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, link?: boolean }> }} Lock */

/**
 * Whether node_modules holds what the lock file asks for. npm writes its own record as the last step of an install,
 * so one that was interrupted, or belongs to an older lock file, does not pass.
 * @param {string} directory
 */
export function isInstalled(directory) {
  const wanted = readLock(path.join(directory, "package-lock.json"));
  const found = readLock(path.join(directory, "node_modules", ".package-lock.json"));
  if (!wanted?.packages || !found?.packages) return false;
  for (const [place, entry] of Object.entries(wanted.packages)) {
    if (place === "" || entry.link) continue;
    const have = found.packages[place];
    // Packages for other platforms are rightly absent.
    if (!have && (entry.optional || entry.devOptional)) continue;
    if (have?.version !== entry.version || have?.integrity !== entry.integrity) return false;
  }
  return true;
}

/** @param {string} file @returns {Lock | undefined} */
function readLock(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
