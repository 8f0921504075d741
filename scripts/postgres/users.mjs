import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { isRunning, processStart } from "../process/processes.mjs";
import { readState, writeState } from "../setup/state-files.mjs";

/** @param {string} dir */
function usersDir(dir) {
  return path.join(dir, "database.users");
}

/**
 * Notes that this process uses the server of a data directory.
 * @param {string} dir @returns {() => void} takes the note away
 */
export function registerUser(dir) {
  fs.mkdirSync(usersDir(dir), { recursive: true, mode: 0o700 });
  const note = path.join(usersDir(dir), `${process.pid}-${randomBytes(4).toString("hex")}.json`);
  writeState(note, { pid: process.pid, started: processStart(process.pid) });
  return () => fs.rmSync(note, { force: true });
}

/** Whether a living process uses the server; the notes of dead ones are swept. @param {string} dir */
export function hasUsers(dir) {
  if (!fs.existsSync(usersDir(dir))) return false;
  let living = false;
  for (const name of fs.readdirSync(usersDir(dir))) {
    const note = path.join(usersDir(dir), name);
    const user = readState(note);
    if (user && isRunning(user.pid, user.started)) living = true;
    else fs.rmSync(note, { force: true });
  }
  return living;
}
