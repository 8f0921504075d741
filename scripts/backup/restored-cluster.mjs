import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { randomBytes } from "node:crypto";
import { formatUrl, withConnection } from "../database/connection.mjs";
import { Failure } from "../process/failure.mjs";
import { withLock } from "../process/lock.mjs";
import { freePort } from "../process/ports.mjs";
import { spawnAs } from "../postgres/account.mjs";
import { binary } from "../postgres/binaries.mjs";
import { explainPostgres, postgresEnvironment } from "../postgres/cluster.mjs";
import { clusterFile, readClusterFile } from "../postgres/embedded.mjs";
import { placeFor } from "../postgres/place.mjs";
import { runningServer, startServer, stopServer } from "../postgres/server.mjs";
import { hasUsers } from "../postgres/users.mjs";
import { writeState } from "../setup/state-files.mjs";

/**
 * @typedef {{ place: import("../postgres/place.mjs").Place, draft: string }} ClusterSpace
 *   draft: where the restored cluster grows, beside the one it replaces
 */

/** @param {string} dataDir @returns {ClusterSpace} */
export function prepareClusterSpace(dataDir) {
  const place = placeFor(fs.realpathSync(dataDir), readClusterFile(dataDir)?.cluster);
  const draft = `${place.cluster}.restored`;
  fs.rmSync(draft, { recursive: true, force: true });
  fs.mkdirSync(draft, { mode: 0o700 });
  return { place, draft };
}

/** @param {string} dir @param {{ uid: number, gid: number }} account */
function giveTo(dir, { uid, gid }) {
  fs.chownSync(dir, uid, gid);
  for (const entry of fs.readdirSync(dir, { recursive: true, withFileTypes: true }))
    fs.lchownSync(path.join(entry.parentPath, entry.name), uid, gid);
}

/**
 * Brings the copy to its consistent state and sets the superuser's password. The one inside belongs to the
 * installation that made the backup; a server without a network needs none.
 * @param {import("../postgres/place.mjs").Place} place @param {{ user: string, password: string }} superuser
 */
async function recoverAlone({ cluster, native, account }, superuser) {
  const child = spawn(
    binary(native, "postgres"),
    ["--single", "-D", cluster, "-c", "log_checkpoints=off", "postgres"],
    {
      ...spawnAs(account),
      cwd: path.dirname(cluster),
      env: postgresEnvironment(),
      stdio: ["pipe", "pipe", "pipe"],
    },
  );
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
  child.stdin.end(`alter role "${superuser.user}" password '${superuser.password}'\n`);
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0 || /(ERROR|FATAL|PANIC):/.test(said))
    throw new Failure(`${explainPostgres(said, "recover the backup")}. Nothing was changed.`);
}

/**
 * Starts the restored cluster where it grew, to see that it works.
 * @param {import("../postgres/place.mjs").Place} place @param {{ user: string, password: string }} superuser @param {string} logFile
 */
async function tryOut(place, superuser, logFile) {
  const { port } = await startServer(place, await freePort(), { logFile, nextPort: freePort });
  try {
    await withConnection(
      formatUrl({ ...superuser, host: "127.0.0.1", port, database: "wheelhouse", parameters: "" }),
      async (client) => {
        await client.query("select count(*) from console._prisma_migrations");
      },
    );
  } finally {
    await stopServer(place);
  }
}

/**
 * Makes the unpacked cluster this installation's, and swaps it in.
 * @param {string} dataDir @param {ClusterSpace} space
 * @param {(move: import("./swap.mjs").Move) => void} swapIn
 */
export async function adoptRestoredCluster(dataDir, { place, draft }, swapIn) {
  const restored = { ...place, cluster: draft };
  const known = readClusterFile(dataDir);
  const superuser = known?.superuser ?? { user: "postgres", password: randomBytes(24).toString("base64url") };
  try {
    fs.chmodSync(draft, 0o700);
    if (place.account) giveTo(draft, place.account);
    await recoverAlone(restored, superuser);
    await tryOut(restored, superuser, path.join(dataDir, "postgres.log"));
    await withLock(path.join(dataDir, "database.lock"), async () => {
      if (hasUsers(dataDir)) throw new Failure("Another command uses the database: wait for it, then restore again.");
      if (runningServer(place.cluster)) await stopServer(place);
      if (!known) writeState(clusterFile(dataDir), { cluster: place.cluster, bin: place.native, port: 0, superuser });
      swapIn({ from: draft, to: place.cluster });
    });
  } finally {
    fs.rmSync(draft, { recursive: true, force: true });
  }
}
