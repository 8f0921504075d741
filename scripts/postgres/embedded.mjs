import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { Failure, explainFileError } from "../process/failure.mjs";
import { withLock } from "../process/lock.mjs";
import { freePort } from "../process/ports.mjs";
import { makePrivateDir, readState, writeState } from "../setup/state-files.mjs";
import { clusterExists, clusterVersion, createCluster } from "./cluster.mjs";
import { placeFor } from "./place.mjs";
import { runningServer, settledServer, startServer, stopServer } from "./server.mjs";
import { hasUsers, registerUser } from "./users.mjs";

/**
 * @typedef {{ cluster: string, bin: string, port: number, superuser: { user: string, password: string } }} ClusterFile
 * what `cluster.json` remembers of the embedded server
 *
 * @typedef {object} Embedded
 * @property {string} url the superuser's connection to the database "postgres"
 * @property {number} port
 * @property {number} pid
 * @property {string} cluster
 * @property {string} bin
 * @property {{ user: string, password: string }} superuser
 * @property {boolean} created whether the cluster was made just now
 * @property {boolean} adopted whether the server ran already
 * @property {() => void} leave takes away the note that this process uses the server, and lets it run
 * @property {(options?: { atOnce?: boolean }) => Promise<boolean>} stop leaves the server, and stops it unless
 *   somebody else uses it; says whether it stopped
 */

/** The major version of the embedded binaries. */
export const embeddedMajor = 18;

/** @param {string} dir @returns {string} */
export function clusterFile(dir) {
  return path.join(dir, "cluster.json");
}

/** @param {string} dir @returns {ClusterFile | null} */
export function readClusterFile(dir) {
  return readState(clusterFile(dir));
}

/** What this process has open. @type {Set<Embedded>} */
const open = new Set();

/** Leaves every server this process uses; for a process that is told to end in the middle of its work. */
export async function leaveServers() {
  await Promise.all([...open].map((server) => server.stop()));
}

/** @param {import("./place.mjs").Place} place */
function refuseOtherVersion({ cluster }) {
  const version = clusterVersion(cluster);
  if (version === embeddedMajor) return;
  throw new Failure(
    `The database in ${cluster} was made by Postgres ${version}, and this is Postgres ${embeddedMajor}: make a backup with the version that made it, or set DATA_DIR to another directory.`,
  );
}

/**
 * Starts the embedded Postgres of a data directory, or adopts the one that runs there. Everybody who calls this uses
 * the server together; the last one to stop stops it.
 * @param {{ dir: string, port?: number, fast?: boolean }} options fast: gives up durability, for tests
 * @returns {Promise<Embedded>}
 */
export async function startEmbedded(options) {
  makePrivateDir(options.dir);
  const dir = fs.realpathSync(options.dir);
  return withLock(path.join(dir, "database.lock"), async () => {
    try {
      return await startLocked(dir, options);
    } catch (error) {
      throw explainFileError(error, `the database in ${dir} could not be started`);
    }
  });
}

/** @param {string} dir @param {{ port?: number, fast?: boolean }} options @returns {Promise<Embedded>} */
async function startLocked(dir, options) {
  const known = readClusterFile(dir);
  const place = placeFor(dir, known?.cluster);
  const created = !clusterExists(place.cluster);
  const superuser = known?.superuser ?? { user: "postgres", password: randomBytes(24).toString("base64url") };
  const logFile = path.join(dir, "postgres.log");
  if (created) {
    // The password is on disk before the cluster that wants it.
    writeState(clusterFile(dir), { cluster: place.cluster, bin: place.native, port: known?.port ?? 0, superuser });
    await createCluster(place, superuser, options);
  } else {
    refuseOtherVersion(place);
    if (!known) {
      throw new Failure(
        `${clusterFile(dir)} is missing, and with it the password of the database in ${place.cluster}: put it back, or restore a backup.`,
      );
    }
  }
  const running = runningServer(place.cluster) ? await settledServer(place.cluster) : null;
  const port = options.port ?? (known?.port || (await freePort()));
  const { pid, port: actualPort } =
    running ?? (await startServer(place, port, { logFile, fast: options.fast, nextPort: freePort }));
  /** @type {ClusterFile} */
  const now = { cluster: place.cluster, bin: place.native, port: actualPort, superuser };
  if (JSON.stringify(now) !== JSON.stringify(readClusterFile(dir))) writeState(clusterFile(dir), now);
  const takeNoteAway = registerUser(dir);
  const leave = () => {
    open.delete(server);
    takeNoteAway();
  };
  /** @type {Embedded} */
  const server = {
    ...now,
    url: `postgresql://${superuser.user}:${superuser.password}@127.0.0.1:${actualPort}/postgres`,
    pid,
    created,
    adopted: running !== null,
    leave,
    async stop({ atOnce = false } = {}) {
      leave();
      if (atOnce) {
        if (hasUsers(dir)) return false;
        await stopServer(place, { atOnce, withinMs: 1000 });
        return true;
      }
      return withLock(path.join(dir, "database.lock"), async () => {
        if (hasUsers(dir)) return false;
        await stopServer(place, { withinMs: 2000 });
        return true;
      });
    },
  };
  open.add(server);
  return server;
}
