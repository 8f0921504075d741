import fs from "node:fs";
import path from "node:path";
import { Failure, codeOf } from "../process/failure.mjs";
import { expectedPackages } from "./installed.mjs";
import { projectDir } from "./project.mjs";
import { run } from "../process/run.mjs";

/** npm makes all directories first, and a package counts when it is in its own. @param {string} dir */
function countPackages(dir) {
  const modules = path.join(dir, "node_modules");
  /** @param {string} place @returns {number} */
  const count = (place) => {
    const names = fs.existsSync(place) ? fs.readdirSync(place) : [];
    return names.reduce((sum, name) => {
      const at = path.join(place, name);
      return sum + (name.startsWith("@") ? count(at) : fs.existsSync(path.join(at, "package.json")) ? 1 : 0);
    }, 0);
  };
  return count(modules);
}

/** The npm that started us, or the one on the path. @returns {{ command: string, args: string[], shell: boolean }} */
export function npmCommand() {
  const script = process.env.npm_execpath;
  if (script && /npm-cli\.c?js$/.test(script) && fs.existsSync(script))
    return { command: process.execPath, args: [script], shell: false };
  return { command: "npm", args: [], shell: process.platform === "win32" };
}

/** @param {string} output @param {string} dir */
function explain(output, dir) {
  if (/ENOSPC|EDQUOT|no space left/i.test(output))
    return `The disk is full: npm could not install into ${dir}. Free some space and start again.`;
  if (/EACCES|EPERM|EROFS/.test(output))
    return `No permission: npm could not write to ${dir} or to its cache. Give this user write access.`;
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ERR_SOCKET_TIMEOUT/.test(output))
    return "npm could not reach its registry: connect this machine, or correct npm's registry and proxy, and start again.";
  const lines = output.split("\n").filter((line) => /npm error/.test(line) && !/complete log/.test(line));
  const reason = lines.slice(0, 4).map((line) => line.replace(/^npm error\s*/, "").trim());
  return `npm could not install into ${dir}: ${reason.join(" ") || "it said nothing"}`;
}

/**
 * Installs exactly what the lockfile says. Development packages too: the build needs them.
 * @param {{ dir?: string, onProgress?: (detail: string) => void }} [options]
 */
export async function install(options = {}) {
  const dir = options.dir ?? projectDir;
  const { command, args, shell } = npmCommand();
  const expected = expectedPackages(dir);
  const flags = ["ci", "--no-audit", "--no-fund", "--include=dev", "--include=optional", "--no-update-notifier"];
  const timer = setInterval(() => {
    const percent = Math.min(99, Math.round((100 * countPackages(dir)) / Math.max(1, expected)));
    options.onProgress?.(`npm ci, ${percent} % of ${expected} packages`);
  }, 500);
  try {
    const { code, output } = await run(command, [...args, ...flags], {
      cwd: dir,
      shell,
      env: { ...process.env, NODE_ENV: "development" },
    });
    if (code !== 0) throw new Failure(explain(output, dir));
  } catch (error) {
    if (codeOf(error) === "ENOENT")
      throw new Failure("npm is not on the path: install Node.js with npm, and start again.", { cause: error });
    throw error;
  } finally {
    clearInterval(timer);
  }
}
