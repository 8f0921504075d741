import fs from "node:fs";
import path from "node:path";
import { readState, writeState } from "../setup/state-files.mjs";

/**
 * @typedef {{ from: string, to: string }} Move something restored, and the place it takes
 */

/** @param {string} dataDir */
function journalFile(dataDir) {
  return path.join(dataDir, "restore.json");
}

/** @param {string} place */
function asideOf(place) {
  return `${place}.before-restore`;
}

/**
 * Undoes a swap that was cut short: whatever was set aside goes back to its place.
 * @param {string} dataDir @returns {boolean} whether there was one
 */
export function undoSwap(dataDir) {
  /** @type {{ moves: (Move & { existed: boolean })[] } | null} */
  const journal = readState(journalFile(dataDir));
  if (!journal) return false;
  for (const { from, to, existed } of journal.moves) {
    const aside = asideOf(to);
    if (fs.existsSync(aside)) {
      fs.rmSync(to, { recursive: true, force: true });
      fs.renameSync(aside, to);
    } else if (!existed && !fs.existsSync(from)) {
      fs.rmSync(to, { recursive: true, force: true });
    }
    fs.rmSync(from, { recursive: true, force: true });
  }
  fs.rmSync(journalFile(dataDir), { force: true });
  return true;
}

/**
 * Puts restored things in their places, all or none. The old ones stand aside until all are there; a crash in between
 * is undone by the next start.
 * @param {string} dataDir @param {Move[]} moves
 */
export function swap(dataDir, moves) {
  for (const { to } of moves) fs.rmSync(asideOf(to), { recursive: true, force: true });
  writeState(journalFile(dataDir), { moves: moves.map((move) => ({ ...move, existed: fs.existsSync(move.to) })) });
  try {
    for (const { from, to } of moves) {
      if (fs.existsSync(to)) fs.renameSync(to, asideOf(to));
      fs.renameSync(from, to);
    }
  } catch (error) {
    undoSwap(dataDir);
    throw error;
  }
  // From here on the restored ones count.
  fs.rmSync(journalFile(dataDir), { force: true });
  for (const { to } of moves) fs.rmSync(asideOf(to), { recursive: true, force: true });
}
