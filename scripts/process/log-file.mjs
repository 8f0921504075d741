import fs from "node:fs";

const longest = 20 * 1024 * 1024;

/** Opens a log to append to; a long one is set aside first, and one such generation is kept. @param {string} file */
export function openLog(file) {
  if ((fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0) > longest) fs.renameSync(file, `${file}.1`);
  return fs.openSync(file, "a", 0o600);
}

/** The end of a log, from a position on. @param {string} file @param {number} [from] */
export function readLogFrom(file, from = 0) {
  const { size } = fs.statSync(file);
  // It was set aside meanwhile.
  const start = Math.max(from > size ? 0 : from, size - 64_000);
  const handle = fs.openSync(file, "r");
  try {
    const bytes = Buffer.alloc(size - start);
    return bytes.toString("utf8", 0, fs.readSync(handle, bytes, 0, bytes.length, start));
  } finally {
    fs.closeSync(handle);
  }
}

/** @param {string} file @returns {number} its length, 0 when it is absent */
export function logEnd(file) {
  return fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
