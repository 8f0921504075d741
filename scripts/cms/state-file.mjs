import { makePrivateDir, writeState } from "../setup/state-files.mjs";
import path from "node:path";

/**
 * @typedef {"off" | "installing" | "building" | "starting" | "ready" | "failed"} Phase
 * @typedef {{ phase: Phase, detail: string, percent?: number, since: string, port: number, pid: number }} CmsState
 */

/**
 * What the console reads to tell people how the CMS is doing.
 * @param {string} file @param {number} port
 */
export function openStateFile(file, port) {
  makePrivateDir(path.dirname(file));
  /** @type {CmsState | undefined} */
  let last;
  return {
    /** @param {Phase} phase @param {string} detail @param {number} [percent] */
    set(phase, detail, percent) {
      if (last && last.phase === phase && last.detail === detail && last.percent === percent) return;
      const isNews = last?.phase !== phase || last.detail !== detail;
      const since = last?.phase === phase ? last.since : new Date().toISOString();
      last = { phase, detail, ...(percent !== undefined && { percent }), since, port, pid: process.pid };
      writeState(file, last);
      if (isNews) process.stdout.write(`cms: ${phase}: ${detail.split("\n", 1)[0]}\n`);
    },
  };
}

/** @typedef {ReturnType<typeof openStateFile>} StateFile */
