import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { Failure } from "../process/failure.mjs";
import { accountFor, canEnter } from "./account.mjs";
import { canRun, copyBinaries, locateBinaries } from "./binaries.mjs";

/**
 * @typedef {{ cluster: string, native: string, account: import("./account.mjs").Account }} Place
 * where the cluster is, which binaries serve it, and as whom
 */

const systemDir = "/var/lib/wheelhouse";

/** @param {string} dir */
function systemCluster(dir) {
  const name = createHash("sha256").update(fs.realpathSync(dir)).digest("hex").slice(0, 12);
  const parent = path.join(systemDir, name);
  openSystemDir(parent);
  return path.join(parent, "cluster");
}

/** Everybody may pass through it, whatever the umask says. @param {string} dir */
function openSystemDir(dir) {
  fs.mkdirSync(dir, { recursive: true });
  for (let at = dir; at !== path.dirname(systemDir); at = path.dirname(at)) fs.chmodSync(at, 0o755);
}

/**
 * Root's data directory is closed to the account Postgres runs as. Letting that one group pass through (not read)
 * keeps the cluster where its owner expects it.
 * @param {string} dir @param {import("./account.mjs").Account} account
 */
function letPass(dir, account) {
  const { mode, uid } = fs.statSync(dir);
  if (!account || uid !== 0 || (mode & 0o777) !== 0o700) return;
  fs.chownSync(dir, 0, account.gid);
  fs.chmodSync(dir, 0o710);
}

/**
 * Decides where the cluster of a data directory lives. Only root can need another place than the directory itself:
 * when the account it must use cannot enter, cluster and binaries go to a system directory.
 * @param {string} dir
 * @param {string | undefined} remembered where it was the last time
 * @returns {Place}
 */
export function placeFor(dir, remembered) {
  const { native, version } = locateBinaries();
  const known = remembered && fs.existsSync(path.join(remembered, "PG_VERSION")) ? remembered : undefined;
  const inside = path.join(dir, "cluster");
  const account = accountFor(known ?? inside);
  letPass(dir, account);
  const cluster = known ?? (canEnter(dir, account) ? inside : systemCluster(dir));
  const owner = fs.statSync(cluster, { throwIfNoEntry: false })?.uid;
  if (owner !== undefined && process.getuid && process.getuid() !== 0 && owner !== process.getuid()) {
    throw new Failure(
      `The database in ${cluster} belongs to user ${owner}: start as that user, or set DATA_DIR to another directory.`,
    );
  }
  if (canRun(native, account)) return { cluster, native, account };
  const copy = path.join(systemDir, `postgres-${version}`);
  openSystemDir(systemDir);
  copyBinaries(native, copy);
  return { cluster, native: copy, account };
}
