import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { codeOf } from "./failure.mjs";
import { isRunning, processStart, sleep } from "./processes.mjs";
import { readState, writeState } from "../setup/state-files.mjs";

/**
 * @typedef {{ address?: string, doing?: string }} LockNote what others may want to know about a holder
 * @typedef {LockNote & { pid: number, started: string }} LockHolder
 */

/** @param {string} file @returns {LockHolder | null} who holds it now; a holder that died holds nothing */
export function lockHolder(file) {
  const holder = readState(file);
  return holder && isRunning(holder.pid, holder.started) ? holder : null;
}

/**
 * Removes a lock whose holder died. Two may try at once, and the slower one could take away the lock that the faster
 * one has just made; so it is moved aside first, looked at, and put back when it lives.
 * @param {string} file
 */
function removeStale(file) {
  const aside = `${file}.${randomBytes(4).toString("hex")}.stale`;
  try {
    fs.renameSync(file, aside);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return;
    throw error;
  }
  const holder = readState(aside);
  if (holder && isRunning(holder.pid, holder.started)) {
    try {
      fs.linkSync(aside, file);
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
    }
  }
  fs.rmSync(aside, { force: true });
}

/**
 * Takes the lock, or says who has it. The file names a process and when it started, so a pid that was given to another
 * process after a crash does not keep it.
 * @param {string} file
 * @param {LockNote} [note]
 * @returns {{ release: () => void } | { holder: LockHolder }}
 */
export function tryLock(file, note = {}) {
  const mine = {
    ...note,
    pid: process.pid,
    started: processStart(process.pid) ?? "",
    token: randomBytes(8).toString("hex"),
  };
  const draft = path.join(path.dirname(file), `.lock-${mine.token}`);
  writeState(draft, mine);
  try {
    for (;;) {
      try {
        fs.linkSync(draft, file);
        break;
      } catch (error) {
        if (codeOf(error) !== "EEXIST") throw error;
      }
      const holder = lockHolder(file);
      if (holder) return { holder };
      removeStale(file);
    }
  } finally {
    fs.rmSync(draft, { force: true });
  }
  return {
    release() {
      if (readState(file)?.token === mine.token) fs.rmSync(file, { force: true });
    },
  };
}

/**
 * Runs something while holding a lock, after waiting for it as long as its holder lives.
 * @template T
 * @param {string} file @param {() => Promise<T>} work @param {{ onWait?: (holder: LockHolder) => void }} [options]
 * @returns {Promise<T>}
 */
export async function withLock(file, work, options = {}) {
  let told = false;
  for (;;) {
    const lock = tryLock(file);
    if ("release" in lock) {
      try {
        return await work();
      } finally {
        lock.release();
      }
    }
    if (!told) options.onWait?.(lock.holder);
    told = true;
    await sleep(40);
  }
}
