import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { isRunning, processStart, signalGroup, waitForEnd } from "../process/processes.mjs";
import { readState, writeState } from "../setup/state-files.mjs";

const keptLines = 40;
const guard = path.join(import.meta.dirname, "die-with-parent.cjs");
const colours = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");

/** Programs we start get these and what is passed on purpose: the console's secrets are none of their business. */
const inherited =
  /^(path|home|user|lang|lc_.*|tz|te?mp|tmpdir|systemroot|appdata|localappdata|userprofile|npm_.*|xdg_.*|node_extra_ca_certs|ssl_cert_.*|https?_proxy|no_proxy)$/i;

/** @param {Record<string, string>} extra @returns {NodeJS.ProcessEnv} */
export function childEnvironment(extra) {
  const kept = Object.entries(process.env).filter(([name]) => inherited.test(name));
  const options = `${process.env.NODE_OPTIONS ?? ""} --require=${JSON.stringify(guard)}`.trim();
  return {
    ...Object.fromEntries(kept),
    NODE_ENV: "production",
    NODE_OPTIONS: options,
    WHEELHOUSE_CMS_PARENT: String(process.pid),
    ...extra,
  };
}

/**
 * A child in a process group of its own, so that Ctrl-C in the terminal does not reach it before us and so that
 * stopping it takes its children too. The record lets the next supervisor end it when this one could not.
 * @param {string} command @param {string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, record: string, echo?: boolean }} options
 */
export function startChild(command, args, { cwd, env, record, echo = true }) {
  const child = spawn(command, args, {
    cwd,
    env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: process.platform !== "win32",
  });
  /** @type {string[]} */
  let lines = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    let rest = "";
    stream.on("data", (/** @type {string} */ chunk) => {
      const parts = (rest + chunk.replaceAll(colours, "")).split(/\r?\n/);
      rest = parts.pop() ?? "";
      const whole = parts.filter((line) => line.trim() !== "");
      lines = [...lines, ...whole].slice(-keptLines);
      if (echo) for (const line of whole) process.stdout.write(`${line}\n`);
    });
    stream.on("end", () => {
      if (rest.trim()) lines.push(rest);
    });
  }

  /** @type {Promise<{ code: number | null, signal: string | null }>} */
  const ended = new Promise((resolve) => {
    child.on("error", (error) => {
      lines.push(error.message);
      resolve({ code: null, signal: null });
    });
    child.on("close", (code, signal) => resolve({ code, signal }));
  });

  if (child.pid) writeState(record, { pid: child.pid, started: processStart(child.pid) });

  /** @param {NodeJS.Signals} signal */
  function signalAll(signal) {
    if (child.pid) signalGroup(child.pid, signal);
  }

  return {
    pid: child.pid,
    ended,
    /** The last lines it said. @param {number} [count] */
    tail: (count = keptLines) => lines.slice(-count).join("\n"),
    kill: () => signalAll("SIGKILL"),
    /** Asks, and after `patienceMs` insists. @param {number} [patienceMs] */
    async stop(patienceMs = 5000) {
      signalAll("SIGTERM");
      const patience = new AbortController();
      await Promise.race([ended, delay(patienceMs, undefined, { signal: patience.signal }).catch(() => undefined)]);
      patience.abort();
      signalAll("SIGKILL");
      await ended;
      fs.rmSync(record, { force: true });
    },
  };
}

/** @typedef {ReturnType<typeof startChild>} Child */

/** Ends what a supervisor that was killed left behind. @param {string} record */
export async function endOrphan(record) {
  const orphan = readState(record);
  if (!orphan || !isRunning(orphan.pid, orphan.started)) return;
  signalGroup(orphan.pid, "SIGKILL");
  await waitForEnd(orphan.pid, 5000);
}
