/**
 * The short-lived programs of this process (npm, the build, initdb), so that a stop can end them too.
 * @type {Set<import("node:child_process").ChildProcess>}
 */
const running = new Set();

/** @template {import("node:child_process").ChildProcess} T @param {T} child @returns {T} */
export function track(child) {
  running.add(child);
  child.once("close", () => running.delete(child));
  child.once("error", () => running.delete(child));
  return child;
}

/** @param {NodeJS.Signals} signal */
export function endTracked(signal) {
  for (const child of running) child.kill(signal);
}
