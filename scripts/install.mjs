import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { spawn } from "node:child_process";
import { Failure } from "./failure.mjs";
import { projectDir } from "./project.mjs";
import { readState } from "./state-files.mjs";

/** Every package with native code is built for Node-API, so the platform matters and Node's version does not. */
const platform = `${process.platform}-${process.arch}`;

/** @param {string} dir */
function stampFile(dir) {
  return path.join(dir, "node_modules", ".wheelhouse-install.json");
}

/** @param {string} dir */
function lockHash(dir) {
  return createHash("sha256")
    .update(fs.readFileSync(path.join(dir, "package-lock.json")))
    .digest("hex");
}

/**
 * Whether npm itself installed what the lockfile says, as somebody does who runs `npm ci` by hand. npm writes its own
 * copy of the lock when it is done, without the packages of other platforms.
 * @param {string} dir
 */
function npmInstalledIt(dir) {
  const installed = readState(path.join(dir, "node_modules", ".package-lock.json"))?.packages;
  const wanted = readState(path.join(dir, "package-lock.json"))?.packages;
  if (!installed || !wanted) return false;
  return Object.entries(wanted).every(([name, entry]) => {
    if (name === "") return true;
    const found = installed[name];
    if (!found) return entry.optional === true || entry.devOptional === true || entry.peer === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

/** @param {string} dir */
function writeStamp(dir) {
  fs.writeFileSync(stampFile(dir), JSON.stringify({ lock: lockHash(dir), platform }));
}

/** Whether a directory's node_modules are what its lockfile says. @param {string} [dir] */
export function isInstalled(dir = projectDir) {
  if (!fs.existsSync(path.join(dir, "node_modules"))) return false;
  const stamp = readState(stampFile(dir));
  if (stamp) return stamp.lock === lockHash(dir) && stamp.platform === platform;
  if (!npmInstalledIt(dir)) return false;
  writeStamp(dir);
  return true;
}

/** @param {string} dir */
function countPackages(dir) {
  const modules = path.join(dir, "node_modules");
  if (!fs.existsSync(modules)) return 0;
  let count = 0;
  for (const name of fs.readdirSync(modules)) {
    if (!name.startsWith("@")) count += 1;
    else count += fs.readdirSync(path.join(modules, name)).length;
  }
  return count;
}

/** @param {string} dir */
function expectedPackages(dir) {
  const names = Object.entries(readState(path.join(dir, "package-lock.json"))?.packages ?? {});
  const foreign = (/** @type {{ os?: string[], cpu?: string[] }} */ entry) =>
    (entry.os && !entry.os.includes(process.platform)) || (entry.cpu && !entry.cpu.includes(process.arch));
  return names.filter(([name, entry]) => /^node_modules\/(@[^/]+\/)?[^/]+$/.test(name) && !foreign(entry)).length;
}

/** The npm that started us, or the one on the path. @returns {{ command: string, args: string[], shell: boolean }} */
function npm() {
  const script = process.env.npm_execpath;
  if (script && /npm-cli\.c?js$/.test(script) && fs.existsSync(script))
    return { command: process.execPath, args: [script], shell: false };
  return { command: "npm", args: [], shell: process.platform === "win32" };
}

/** @param {string} output @param {string} dir */
function explain(output, dir) {
  if (/ENOSPC|no space left/i.test(output))
    return `The disk is full: npm could not install into ${dir}. Free some space and start again.`;
  if (/EACCES|EPERM|EROFS/.test(output))
    return `No permission: npm could not write to ${dir}. Give this user write access to it.`;
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|network/i.test(output))
    return "npm could not reach its registry: connect this machine, or set npm's registry or proxy, and start again.";
  const lines = output.split("\n").filter((line) => /npm error/.test(line) && !/complete log|A complete/.test(line));
  return `npm could not install into ${dir}: ${
    lines
      .slice(0, 4)
      .map((line) => line.replace(/^npm error\s*/, ""))
      .join(" ") || "it said nothing"
  }`;
}

/**
 * Installs exactly what the lockfile says. Development packages too: the build needs them.
 * @param {{ dir?: string, onProgress?: (detail: string, percent: number) => void, signal?: AbortSignal }} [options]
 */
export async function install(options = {}) {
  const dir = options.dir ?? projectDir;
  const { command, args, shell } = npm();
  const expected = expectedPackages(dir);
  const child = spawn(
    command,
    [...args, "ci", "--no-audit", "--no-fund", "--include=dev", "--include=optional", "--no-update-notifier"],
    {
      cwd: dir,
      shell,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, NODE_ENV: "development" },
      signal: options.signal,
    },
  );
  let output = "";
  const keep = (/** @type {Buffer} */ chunk) => {
    output = (output + chunk.toString()).slice(-32_000);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const timer = setInterval(() => {
    const percent = Math.min(99, Math.round((100 * countPackages(dir)) / Math.max(1, expected)));
    options.onProgress?.(`npm ci, ${percent} % of ${expected} packages`, percent);
  }, 500);
  try {
    const code = await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    });
    if (code !== 0) throw new Failure(explain(output, dir));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT")
      throw new Failure("npm is not on the path: install Node.js with npm, and start again.", { cause: error });
    throw error;
  } finally {
    clearInterval(timer);
  }
  writeStamp(dir);
}
