import fs from "node:fs";
import path from "node:path";
import { Failure } from "../process/failure.mjs";
import { run } from "../process/run.mjs";
import { spawnAs } from "./account.mjs";
import { binary } from "./binaries.mjs";

/** @param {string} cluster */
export function clusterExists(cluster) {
  return fs.existsSync(path.join(cluster, "PG_VERSION"));
}

/** @param {string} cluster @returns {number} the major version that made it */
export function clusterVersion(cluster) {
  return Number(fs.readFileSync(path.join(cluster, "PG_VERSION"), "utf8").trim());
}

/** @param {string} output @param {string} doing */
export function explainPostgres(output, doing) {
  if (/No space left on device|Disk quota exceeded/.test(output))
    return `The disk is full: Postgres could not ${doing}. Free some space and start again.`;
  if (/Permission denied/.test(output))
    return `No permission: Postgres could not ${doing}. Set DATA_DIR to a directory this user owns.`;
  const line =
    output.split("\n").findLast((text) => /(FATAL|PANIC|error):/.test(text)) ?? output.trim().split("\n").at(-1);
  return `Postgres could not ${doing}: ${line?.replace(/^.*?(FATAL|PANIC|error):\s*/, "") || "it said nothing"}`;
}

/**
 * Makes a cluster. It grows under another name and is renamed when it is whole, so that a start that was killed
 * midway leaves nothing that looks like a database.
 * @param {import("./place.mjs").Place} place
 * @param {{ user: string, password: string }} superuser
 * @param {{ fast?: boolean }} [options] fast: do not wait for the disk
 */
export async function createCluster({ cluster, native, account }, superuser, options = {}) {
  const draft = `${cluster}.new`;
  const passwordFile = `${cluster}.password`;
  fs.rmSync(draft, { recursive: true, force: true });
  fs.rmSync(passwordFile, { force: true });
  fs.mkdirSync(draft, { mode: 0o700 });
  fs.writeFileSync(passwordFile, `${superuser.password}\n`, { mode: 0o600 });
  if (account) {
    fs.chownSync(draft, account.uid, account.gid);
    fs.chownSync(passwordFile, account.uid, account.gid);
  }
  try {
    const { code, output } = await run(
      binary(native, "initdb"),
      [
        ...["-D", draft, "-U", superuser.user, `--pwfile=${passwordFile}`, "--auth=scram-sha-256"],
        // The built-in locale sorts alike on every machine, whatever locales are installed there.
        ...["-E", "UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"],
        ...(options.fast ? ["--no-sync"] : []),
      ],
      { ...spawnAs(account), cwd: path.dirname(cluster), env: postgresEnvironment() },
    );
    if (code !== 0) throw new Failure(explainPostgres(output, "make its cluster"));
    fs.renameSync(draft, cluster);
  } finally {
    fs.rmSync(passwordFile, { force: true });
    fs.rmSync(draft, { recursive: true, force: true });
  }
}

/** @typedef {import("node:child_process").SpawnOptions} SpawnOptions */

/**
 * English messages, because they are read for their meaning, and none of the PG* settings of the caller.
 * @returns {SpawnOptions["env"]}
 */
export function postgresEnvironment() {
  const { PATH, SystemRoot, NODE_ENV } = process.env;
  return { PATH, SystemRoot, NODE_ENV, LC_ALL: "C", TZ: "UTC" };
}
