import fs from "node:fs";
import path from "node:path";
import { Failure } from "../process/failure.mjs";

/** @typedef {{ uid: number, gid: number } | null} Account the user Postgres runs as; null: this one */

/** Postgres refuses to run as root, and initdb wants a user that exists. @returns {Account} */
function nobody() {
  const line = fs
    .readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((entry) => entry.split(":"))
    .find(([name, , uid]) => name === "nobody" && uid !== "0");
  if (!line)
    throw new Failure(
      'Postgres does not run as root, and there is no user "nobody" to run it as: start as another user.',
    );
  return { uid: Number(line[2]), gid: Number(line[3]) };
}

/**
 * The account for a cluster: its owner where it exists, so that root can start what another user made.
 * @param {string} cluster
 * @returns {Account}
 */
export function accountFor(cluster) {
  if (process.getuid?.() !== 0) return null;
  const stat = fs.statSync(cluster, { throwIfNoEntry: false });
  return stat && stat.uid !== 0 ? { uid: stat.uid, gid: stat.gid } : nobody();
}

/**
 * Whether an account may pass through a directory and all above it. Judged by mode bits, without running anything.
 * @param {string} dir @param {Account} account
 */
export function canEnter(dir, account) {
  if (!account) return true;
  for (let at = fs.realpathSync(dir); ; at = path.dirname(at)) {
    const { mode, uid, gid } = fs.statSync(at);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (path.dirname(at) === at) return true;
  }
}

/** @param {Account} account */
export function spawnAs(account) {
  return account ?? {};
}
