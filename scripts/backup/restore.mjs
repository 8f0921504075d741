import fs from "node:fs";
import path from "node:path";
import { openDatabase } from "../database/database.mjs";
import { Failure, explainFileError } from "../process/failure.mjs";
import { tryLock } from "../process/lock.mjs";
import { embeddedMajor } from "../postgres/embedded.mjs";
import { readSecrets, secretsFile } from "../setup/secrets.mjs";
import { makePrivateDir } from "../setup/state-files.mjs";
import { unpackArchive } from "./archive.mjs";
import { keptDirs } from "./backup.mjs";
import { adoptRestoredCluster, prepareClusterSpace } from "./restored-cluster.mjs";
import { restoreDatabaseDump } from "./restored-dump.mjs";
import { swap, undoSwap } from "./swap.mjs";

/** @typedef {import("./archive.mjs").Manifest} Manifest */
/** @typedef {{ dataDir: string, databaseUrl?: string | undefined }} Settings */

/** Whether a backup belongs here, before anything of it is unpacked. @param {Manifest} manifest @param {Settings} settings */
function requireFit(manifest, { databaseUrl }) {
  if (manifest.format !== 1)
    throw new Failure("This backup was made by a newer version of Wheelhouse: restore it with that one.");
  const mode = databaseUrl ? "external" : "embedded";
  if (manifest.mode !== mode) {
    throw new Failure(
      manifest.mode === "external"
        ? "This backup is of a database of DATABASE_URL: set DATABASE_URL to the one that shall hold it."
        : "This backup is of an embedded database: unset DATABASE_URL to restore it.",
    );
  }
  if (mode === "external") return;
  const platform = `${process.platform}-${process.arch}`;
  if (manifest.postgres !== embeddedMajor)
    throw new Failure(
      `This backup is of Postgres ${manifest.postgres}, and the embedded one here is ${embeddedMajor}.`,
    );
  if (manifest.platform !== platform)
    throw new Failure(`This backup was made on ${manifest.platform}, and its files do not fit ${platform}.`);
}

/**
 * The keys that the restored data needs and this directory does not have.
 * @param {Manifest} manifest @param {string} dataDir @returns {string[]}
 */
function missingKeys(manifest, dataDir) {
  const have = readSecrets(dataDir)?.keys.map((key) => key.id) ?? [];
  return manifest.secrets ? [] : manifest.keys.filter((id) => !have.includes(id));
}

/** @param {string} dataDir */
function takeOver(dataDir) {
  makePrivateDir(dataDir);
  const lock = tryLock(path.join(dataDir, "start.lock"), { doing: "restore" });
  if ("release" in lock) return lock;
  throw new Failure(
    lock.holder.doing === "restore"
      ? "Another restore is running."
      : `Wheelhouse runs at ${lock.holder.address}: stop it first, then restore.`,
  );
}

/**
 * Puts a backup in the place of what is here. All of it is unpacked, checked and started beside the old data first;
 * the swap at the end is a few renames, and what stood there before goes only when they are done.
 * @param {Settings} settings @param {string} file
 * @returns {Promise<{ manifest: Manifest, missingKeys: string[] }>}
 */
export async function restore(settings, file) {
  if (!fs.existsSync(file)) throw new Failure(`There is no ${file}.`);
  const { dataDir } = settings;
  const lock = takeOver(dataDir);
  const staging = path.join(dataDir, "restored");
  try {
    undoSwap(dataDir);
    fs.rmSync(staging, { recursive: true, force: true });
    fs.mkdirSync(staging, { mode: 0o700 });
    const space = settings.databaseUrl ? undefined : prepareClusterSpace(dataDir);
    const manifest = await unpackArchive(
      file,
      (found) => requireFit(found, settings),
      (name) =>
        space && (name === "cluster" || name.startsWith("cluster/"))
          ? path.join(space.draft, name.slice("cluster".length))
          : path.join(staging, name),
    );
    const missing = missingKeys(manifest, dataDir);
    const moves = keptDirs
      .map((dir) => ({ from: path.join(staging, dir), to: path.join(dataDir, dir) }))
      .filter(({ from }) => fs.existsSync(from));
    if (manifest.secrets) moves.push({ from: path.join(staging, "secrets.json"), to: secretsFile(dataDir) });
    if (space) await adoptRestoredCluster(dataDir, space, (move) => swap(dataDir, [move, ...moves]));
    else {
      const database = await openDatabase(settings);
      await restoreDatabaseDump(database.file, path.join(staging, "database.dump"), manifest.extensions);
      swap(dataDir, moves);
    }
    // Roles, grants and passwords as this directory has them.
    const database = await openDatabase(settings);
    await database.stop();
    return { manifest, missingKeys: missing };
  } catch (error) {
    throw explainFileError(error, `${file} could not be restored, and nothing was changed`);
  } finally {
    fs.rmSync(staging, { recursive: true, force: true });
    lock.release();
  }
}
