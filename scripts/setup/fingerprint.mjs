import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { inProject, projectDir } from "./project.mjs";

/** @param {string} place @returns {string[]} */
function filesBelow(place) {
  const stat = fs.statSync(place, { throwIfNoEntry: false });
  if (!stat) return [];
  if (!stat.isDirectory()) return [place];
  return fs
    .readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/**
 * One hash over the names and contents of files. Contents and not times, so that a fresh checkout of the same
 * sources does not count as a change.
 * @param {string[]} places files and directories, relative to the project
 * @param {{ skip?: (file: string) => boolean, extra?: string }} [options]
 */
export function fingerprint(places, options = {}) {
  const hash = createHash("sha256").update(options.extra ?? "");
  const files = places.flatMap((place) => filesBelow(inProject(place)));
  for (const file of files.sort()) {
    const name = path.relative(projectDir, file).replaceAll("\\", "/");
    if (options.skip?.(name)) continue;
    hash.update(`\n${name}\n`).update(fs.readFileSync(file));
  }
  return hash.digest("hex");
}

/** @param {string} file @param {string} value */
export function isStamped(file, value) {
  return fs.existsSync(file) && fs.readFileSync(file, "utf8") === value;
}

/** @param {string} file @param {string} value */
export function stamp(file, value) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, value);
}
