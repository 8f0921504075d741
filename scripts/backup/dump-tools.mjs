import fs from "node:fs";
import path from "node:path";
import { formatUrl } from "../database/connection.mjs";
import { Failure } from "../process/failure.mjs";
import { run } from "../process/run.mjs";

/** @typedef {import("../database/database.mjs").DatabaseFile} DatabaseFile */

/** @param {string} tool @returns {string[]} */
function candidates(tool) {
  const onPath = (process.env.PATH ?? "").split(path.delimiter).filter(Boolean);
  const debian = "/usr/lib/postgresql";
  const versions = fs.existsSync(debian) ? fs.readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const name = process.platform === "win32" ? `${tool}.exe` : tool;
  return [...onPath, ...versions.map((version) => path.join(debian, version, "bin"))]
    .map((dir) => path.join(dir, name))
    .filter((file) => fs.existsSync(file));
}

/**
 * The system's pg_dump or pg_restore. One that is older than the server cannot read it.
 * @param {"pg_dump" | "pg_restore"} tool @param {number} version the server's @returns {Promise<string>}
 */
export async function findTool(tool, version) {
  let newest = 0;
  for (const file of candidates(tool)) {
    const { output } = await run(file, ["--version"]);
    const found = Number(/(\d+)\.|(\d+)(?:beta|rc|devel)/.exec(output)?.[1] ?? 0);
    if (found >= version) return file;
    newest = Math.max(newest, found);
  }
  const has = newest > 0 ? `the one here is ${newest}` : "there is none on this machine";
  throw new Failure(
    `This needs ${tool} ${version} or newer, and ${has}: install Postgres' client programs, for example the package postgresql-client-${version}.`,
  );
}

/** The password goes by environment: arguments are for everybody to see. @param {DatabaseFile} file */
function asAdministrator(file) {
  const { user, password } = file.superuser;
  return {
    url: formatUrl({ ...file, user, password: "" }),
    env: { ...process.env, PGPASSWORD: password, LC_ALL: "C" },
  };
}

/** @param {DatabaseFile} file @param {string} to @param {string[]} schemas */
export async function dump(file, to, schemas) {
  const { url, env } = asAdministrator(file);
  const tool = await findTool("pg_dump", file.version);
  const { code, output } = await run(
    tool,
    ["--format=custom", `--file=${to}`, ...schemas.map((schema) => `--schema=${schema}`), url],
    { env },
  );
  if (code !== 0) throw new Failure(`pg_dump failed: ${output.trim().split("\n")[0]}`);
}

/**
 * Loads a dump, whole or not at all.
 * @param {DatabaseFile} file @param {string} from
 */
export async function restoreDump(file, from) {
  const { url, env } = asAdministrator(file);
  const tool = await findTool("pg_restore", file.version);
  const flags = ["--single-transaction", "--exit-on-error", ...(file.roles_shared ? ["--no-owner", "--no-acl"] : [])];
  const { code, output } = await run(tool, [...flags, `--dbname=${url}`, from], { env });
  if (code !== 0)
    throw new Failure(`pg_restore failed, and the database is as it was: ${output.trim().split("\n")[0]}`);
}
