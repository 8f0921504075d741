import { spawn } from "node:child_process";
import fs from "node:fs";
import { track } from "./children.mjs";
import { logEnd, openLog, readLogFrom } from "./log-file.mjs";
import { processStart, signalGroup } from "./processes.mjs";

const firstPauseMs = 500;
const longestPauseMs = 30_000;
/** A child that lived this long was well; its next end is a first one again. */
const steadyMs = 60_000;

/**
 * @typedef {object} ChildPlan
 * @property {string} name
 * @property {string[]} args for Node
 * @property {Record<string, string | undefined>} env
 * @property {string} cwd
 * @property {string} [logFile] without one it writes to the terminal
 * @property {(line: string) => void} say
 * @property {(identity: { pid: number, started: string } | null) => void} remember so that a start after a crash finds what was left
 */

/**
 * A child that is started again when it ends by itself, with growing pauses. It has a process group of its own, so
 * that a Ctrl-C in the terminal reaches only us, and a channel whose end tells it that we are gone.
 * @param {ChildPlan} plan
 */
export function superviseChild(plan) {
  let stopping = false;
  let failures = 0;
  /** @type {NodeJS.Timeout | undefined} */
  let restart;
  let logFrom = 0;
  /** @type {import("node:child_process").ChildProcess} */
  let child = start();

  function start() {
    logFrom = plan.logFile ? logEnd(plan.logFile) : 0;
    const log = plan.logFile ? openLog(plan.logFile) : "inherit";
    const born = Date.now();
    const next = track(
      spawn(process.execPath, plan.args, {
        cwd: plan.cwd,
        env: /** @type {NodeJS.ProcessEnv} */ (plan.env),
        detached: true,
        stdio: ["ignore", log, log, "ipc"],
      }),
    );
    if (typeof log === "number") fs.closeSync(log);
    if (next.pid) plan.remember({ pid: next.pid, started: processStart(next.pid) ?? "" });
    next.once("exit", (code, signal) => onEnd(code, signal, Date.now() - born));
    return next;
  }

  /** @param {number | null} code @param {string | null} signal @param {number} livedMs */
  function onEnd(code, signal, livedMs) {
    plan.remember(null);
    if (stopping) return;
    failures = livedMs > steadyMs ? 1 : failures + 1;
    const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** (failures - 1));
    plan.say(
      `The ${plan.name} ended (${signal ?? `code ${code}`}); starting it again in ${pause / 1000} s${plan.logFile ? `. Its log: ${plan.logFile}` : ""}`,
    );
    restart = setTimeout(() => {
      child = start();
    }, pause);
  }

  function hasEnded() {
    return child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
  }

  /** @param {NodeJS.Signals} signal */
  function signal(signal) {
    if (child.pid && !hasEnded()) signalGroup(child.pid, signal);
  }

  return {
    hasEnded,
    /** What the present run has logged so far. */
    said: () => (plan.logFile ? readLogFrom(plan.logFile, logFrom) : ""),
    /**
     * Asks the child something over its channel; null when it does not answer.
     * @param {string} type @param {number} withinMs @returns {Promise<any>}
     */
    ask(type, withinMs) {
      return new Promise((resolve) => {
        const asked = child;
        const end = (/** @type {unknown} */ answer) => {
          clearTimeout(timer);
          asked.off("message", onMessage);
          resolve(answer);
        };
        const timer = setTimeout(() => end(null), withinMs);
        const onMessage = (/** @type {any} */ message) => {
          if (message?.type === type) end(message);
        };
        asked.on("message", onMessage);
        asked.send({ type }, (error) => {
          if (error) end(null);
        });
      });
    },
    /** Asks it to end, and after a while insists. @param {number} patienceMs @returns {Promise<void>} */
    stop(patienceMs) {
      stopping = true;
      clearTimeout(restart);
      if (hasEnded()) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = setTimeout(() => signal("SIGKILL"), patienceMs);
        child.once("exit", () => {
          clearTimeout(timer);
          resolve();
        });
        signal("SIGTERM");
      });
    },
    kill() {
      stopping = true;
      clearTimeout(restart);
      signal("SIGKILL");
    },
  };
}

/** @typedef {ReturnType<typeof superviseChild>} SupervisedChild */
