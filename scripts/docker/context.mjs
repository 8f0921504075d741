import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { Failure } from "../process/failure.mjs";
import { inProject, projectDir } from "../setup/project.mjs";

/** A .dockerignore line as a pattern over paths. @param {string} line */
function toPattern(line) {
  const source = line
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("**/", "(.*/)?")
    .replaceAll("*", "[^/]*");
  return new RegExp(`^${source}(/.*)?$`);
}

/** What `.dockerignore` lets through: the last line that matches decides. @param {string[]} files @param {string} rules */
export function withoutIgnored(files, rules) {
  const lines = rules
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith("#"));
  const patterns = lines.map((line) => ({ keep: line.startsWith("!"), pattern: toPattern(line.replace(/^!/, "")) }));
  return files.filter((file) => patterns.findLast(({ pattern }) => pattern.test(file))?.keep !== false);
}

/**
 * Copies what a build would send to the engine: the tracked files, as they are now, without the ignored ones.
 * @param {string} target
 */
export function copyContext(target) {
  /** @type {string[]} */
  let tracked;
  try {
    const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
      cwd: projectDir,
      encoding: "utf8",
    });
    tracked = listed.split("\0").filter((file) => file && fs.existsSync(inProject(file)));
  } catch (error) {
    throw new Failure("The list of files comes from git: run this in a clone.", { cause: error });
  }
  for (const file of withoutIgnored(tracked, fs.readFileSync(inProject(".dockerignore"), "utf8"))) {
    fs.mkdirSync(path.dirname(path.join(target, file)), { recursive: true });
    fs.copyFileSync(inProject(file), path.join(target, file));
  }
}
