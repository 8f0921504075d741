import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

/**
 * Replaces a file as a whole, readable by its owner alone: a crash leaves the old one or the new one.
 * @param {string} file @param {unknown} value
 */
export function writeState(file, value) {
  const draft = `${file}.${randomBytes(4).toString("hex")}.tmp`;
  const handle = fs.openSync(draft, "wx", 0o600);
  try {
    fs.writeFileSync(handle, `${JSON.stringify(value, null, 2)}\n`);
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
  fs.renameSync(draft, file);
}

/** @param {string} file @returns {any} the parsed file, or null when it is absent or half written */
export function readState(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && "code" in error && error.code === "ENOENT"))
      return null;
    throw error;
  }
}

/** Makes a directory that only this user may enter. @param {string} dir */
export function makePrivateDir(dir) {
  fs.mkdirSync(path.dirname(dir), { recursive: true });
  fs.mkdirSync(dir, { recursive: true, mode: 0o700 });
}
