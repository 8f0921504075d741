import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { openLog } from "../process/log-file.mjs";
import { inProject, projectDir } from "../setup/project.mjs";

/** @typedef {import("../setup/settings.mjs").Settings} Settings */

/** Enough that something always moves, and nothing anybody notices on the machine. */
const turnsAMinute = "5";
const patienceMs = 1000;

/**
 * The bots of the sample data, playing in a process of their own through the public interface. They end when their key
 * is taken away, which is how removing sample data stops them, and with whoever started them.
 * @param {Settings} settings @param {{ url: string, key: string }} console
 */
export function startSampleBots({ dataDir }, { url, key }) {
  const log = openLog(path.join(dataDir, "sample-bots.log"));
  const child = spawn(process.execPath, [inProject("scripts", "simulate.mjs"), "--rate", turnsAMinute, "--quiet"], {
    cwd: projectDir,
    env: { ...process.env, WHEELHOUSE_URL: url, WHEELHOUSE_KEY: key },
    // The channel's end tells it that we are gone.
    stdio: ["ignore", log, log, "ipc"],
  });
  fs.closeSync(log);
  child.on("error", () => undefined);
  const ended = new Promise((resolve) => child.once("close", resolve));
  return {
    /** @returns {Promise<unknown>} */
    stop() {
      if (child.exitCode !== null || child.signalCode !== null || !child.pid) return Promise.resolve();
      const late = setTimeout(() => child.kill("SIGKILL"), patienceMs);
      child.kill("SIGTERM");
      return ended.finally(() => clearTimeout(late));
    },
    kill: () => void child.kill("SIGKILL"),
  };
}
