import fs from "node:fs";
import path from "node:path";
import { readAuditChain } from "./audit-chain.mjs";
import { isBuildFresh } from "../build.mjs";
import { requireVersion, withConnection } from "../database/connection.mjs";
import { openDatabase, readDatabaseFile, urlFor } from "../database/database.mjs";
import { messageOf } from "../process/failure.mjs";
import { isInstalled } from "../setup/installed.mjs";
import { lockHolder } from "../process/lock.mjs";
import { migrate } from "../database/migrate.mjs";
import { listenError } from "../process/ports.mjs";
import { inProject, projectDir } from "../setup/project.mjs";
import { readSecrets } from "../setup/secrets.mjs";
import { readState } from "../setup/state-files.mjs";

/** @typedef {import("../setup/settings.mjs").Settings} Settings */
/** @typedef {{ name: string, ok: boolean, says: string }} Finding */

const gb = 1024 ** 3;
/** A start needs room for the packages, a build and the database's log. */
const littleSpace = 2 * gb;

/** @param {string} dir the directory itself, or the nearest one above it that exists @returns {string} */
function existing(dir) {
  return fs.existsSync(dir) ? dir : existing(path.dirname(dir));
}

/** @param {Settings} settings @returns {Finding} */
function checkDisk({ dataDir }) {
  const { bavail, bsize } = fs.statfsSync(existing(dataDir));
  const free = bavail * bsize;
  return {
    name: "disk",
    ok: free >= littleSpace,
    says: `${(free / gb).toFixed(1)} GB free for ${dataDir}${free < littleSpace ? ": free some space" : ""}`,
  };
}

/** @param {Settings} settings @returns {Finding} */
function checkPermissions({ dataDir }) {
  const name = "permissions";
  try {
    fs.accessSync(existing(dataDir), fs.constants.W_OK | fs.constants.X_OK);
  } catch {
    return { name, ok: false, says: `this user may not write to ${dataDir}: give it access, or set DATA_DIR` };
  }
  const open = ["database.json", "secrets.json", "cluster.json"].filter((file) => {
    const stat = fs.statSync(path.join(dataDir, file), { throwIfNoEntry: false });
    return process.platform !== "win32" && stat && (stat.mode & 0o077) !== 0;
  });
  return {
    name,
    ok: open.length === 0,
    says:
      open.length === 0
        ? `${dataDir} is writable and closed to others`
        : `others may read ${open.join(", ")}: chmod 600`,
  };
}

/** @param {Settings} settings @returns {Promise<Finding>} */
async function checkPort({ dataDir, host, port, publicUrl }) {
  const holder = lockHolder(path.join(dataDir, "start.lock"));
  if (holder) return { name: "console", ok: true, says: `runs at ${holder.address}` };
  const code = await listenError(port, host);
  return {
    name: "console",
    ok: code === "",
    says: code
      ? `does not run, and ${host}:${port} is taken (${code}): set PORT`
      : `does not run; ${publicUrl} is free`,
  };
}

/** @param {import("./audit-chain.mjs").AuditChain | null} chain @returns {Omit<Finding, "name">} */
function auditVerdict(chain) {
  if (!chain) return { ok: true, says: "none yet" };
  if (chain.seq === null) return { ok: true, says: `whole, ${chain.count} entries` };
  return {
    ok: false,
    says: `breaks at entry ${chain.seq}: ${chain.reason}. Somebody wrote past the console: compare with a backup`,
  };
}

/** @param {Settings} settings @returns {Promise<Finding[]>} */
async function checkDatabase(settings) {
  const hasOne = settings.databaseUrl !== undefined || readDatabaseFile(settings.dataDir) !== null;
  if (!hasOne) return [{ name: "database", ok: true, says: "none yet; the first start makes it" }];
  try {
    const database = await openDatabase(settings);
    try {
      const { file } = database;
      const version = await withConnection(urlFor(file, "app"), requireVersion);
      const weaker = file.roles_shared ? "; one login does everything, because it may not make roles" : "";
      const pending = await migrate({ url: urlFor(file, "owner"), dryRun: true });
      const chain = await withConnection(urlFor(file, "owner"), readAuditChain);
      return [
        { name: "database", ok: true, says: `${file.mode}, Postgres ${version} on ${file.host}:${file.port}${weaker}` },
        {
          name: "migrations",
          ok: true,
          says: pending.length > 0 ? `${pending.length} to apply at the next start` : "all applied",
        },
        { name: "audit log", ...auditVerdict(chain) },
      ];
    } finally {
      await database.stop();
    }
  } catch (error) {
    return [{ name: "database", ok: false, says: messageOf(error) }];
  }
}

/** @param {Settings} settings @returns {Finding} */
function checkSecrets({ dataDir }) {
  const database = readDatabaseFile(dataDir);
  const secrets = readSecrets(dataDir);
  const ok = !database || (secrets?.keys?.length ?? 0) > 0;
  return {
    name: "secrets",
    ok,
    says: secrets
      ? `${secrets.keys.length} key(s)`
      : ok
        ? "none yet"
        : `${dataDir}/secrets.json is missing: put it back, or what was encrypted stays unreadable`,
  };
}

/** @param {Settings} settings @returns {Finding} */
function checkCms({ dataDir, cms, cmsUrl }) {
  const name = "cms";
  if (cmsUrl) return { name, ok: true, says: `elsewhere, at ${cmsUrl}` };
  if (!cms) return { name, ok: true, says: "switched off" };
  const state = readState(path.join(dataDir, "cms.json"));
  if (!state || !lockHolder(path.join(dataDir, "start.lock")))
    return {
      name,
      ok: true,
      says: isInstalled(inProject("cms")) ? "installed, does not run" : "not installed yet; a start does it",
    };
  return {
    name,
    ok: state.phase !== "failed",
    says: `${state.phase}${state.detail ? `: ${String(state.detail).split("\n")[0]}` : ""}`,
  };
}

/**
 * Looks at everything a start depends on, one line each.
 * @param {Settings} settings @returns {Promise<boolean>} whether all is well
 */
export async function doctor(settings) {
  const installed = isInstalled(projectDir);
  /** @type {Finding[]} */
  const findings = [
    { name: "node", ok: true, says: `${process.versions.node} on ${process.platform}-${process.arch}` },
    {
      name: "packages",
      ok: installed,
      says: installed ? "as the lockfile says" : "not as the lockfile says: npm start installs them",
    },
    { name: "build", ok: true, says: isBuildFresh() ? "up to date" : "the next start builds" },
    checkDisk(settings),
    checkPermissions(settings),
    checkSecrets(settings),
    await checkPort(settings),
    checkCms(settings),
    ...(installed ? await checkDatabase(settings) : []),
  ];
  for (const { name, ok, says } of findings)
    process.stdout.write(`${ok ? "ok   " : "WRONG"} ${name.padEnd(12)} ${says}\n`);
  return findings.every(({ ok }) => ok);
}
