import path from "node:path";
import { isRunning, signalGroup, waitForEnd } from "./processes.mjs";
import { readState, writeState } from "../setup/state-files.mjs";

/** @typedef {{ pid: number, started: string }} Identity */

/** @param {string} dataDir */
function childrenFile(dataDir) {
  return path.join(dataDir, "children.json");
}

/**
 * Remembers a child on disk, because a launcher that is killed cannot end it.
 * @param {string} dataDir @param {string} name @param {Identity | null} identity null: it has ended
 */
export function rememberChild(dataDir, name, identity) {
  const others = readState(childrenFile(dataDir)) ?? {};
  delete others[name];
  writeState(childrenFile(dataDir), identity ? { ...others, [name]: identity } : others);
}

/**
 * Ends the children of a launcher that was killed. They end by themselves when their parent is gone, so this mostly
 * waits. A pid counts only together with the time its process started, so nobody else's process is ever touched.
 * @param {string} dataDir
 */
export async function endLeftovers(dataDir) {
  /** @type {Identity[]} */
  const children = Object.values(readState(childrenFile(dataDir)) ?? {});
  await Promise.all(
    children.map(async ({ pid, started }) => {
      if (!isRunning(pid, started)) return;
      signalGroup(pid, "SIGTERM");
      if (!(await waitForEnd(pid, 3000))) signalGroup(pid, "SIGKILL");
      await waitForEnd(pid, 1000);
    }),
  );
  if (children.length > 0) writeState(childrenFile(dataDir), {});
}
