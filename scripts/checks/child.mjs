import { spawn } from "node:child_process";
import { projectDir } from "../setup/project.mjs";
import { signalGroup, sleep } from "../process/processes.mjs";

/** Settings of whoever runs the checks; what they prove must not depend on them. */
const SETTINGS =
  /^(PORT|HOST|PUBLIC_URL|.*DATABASE_URL|DATA_DIR|SECRET_KEY|CMS|CMS_URL|JOBS|SAMPLE|SMTP_URL|TRUSTED_PROXY|GALLERY|LOG_LEVEL|FORCE_COLOR|UNRAID_.*|NODE_OPTIONS|NODE_ENV|VITEST.*|PG[A-Z]+)$/;
const KEPT = 4_000_000;
const GRACE_MS = 8_000;

/** @type {Set<number>} */
const running = new Set();

let stopping = false;

/** Ends whatever the checks have started, with everything below it, and starts nothing more. The second time at once. */
export async function endAll() {
  const patience = stopping ? 0 : GRACE_MS;
  stopping = true;
  for (const pid of running) signalGroup(pid, "SIGTERM");
  for (const until = Date.now() + patience; running.size > 0 && Date.now() < until;) await sleep(50);
  for (const pid of running) signalGroup(pid, "SIGKILL");
}

function environment() {
  const own = Object.entries(process.env).filter(([name]) => !SETTINGS.test(name));
  const plain = { NO_COLOR: "1", CHECKPOINT_DISABLE: "1" };
  return Object.fromEntries([...own, ...Object.entries(plain)]);
}

/**
 * Runs a program in a process group of its own, and ends the whole group when the time is up.
 * @param {string[]} command arguments for Node
 * @param {{ limitMs: number, env?: Record<string, string> }} options
 * @returns {Promise<{ code: number | null, output: string, late: boolean }>}
 */
export async function runNode(command, { limitMs, env = {} }) {
  // Never ends: the process is about to.
  if (stopping) await new Promise(() => undefined);
  const child = spawn(process.execPath, command, {
    cwd: projectDir,
    detached: process.platform !== "win32",
    stdio: ["ignore", "pipe", "pipe"],
    env: /** @type {NodeJS.ProcessEnv} */ ({ ...environment(), ...env }),
  });
  const pid = child.pid ?? 0;
  running.add(pid);
  let output = "";
  let late = false;
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (/** @type {Buffer} */ chunk) => {
      output = (output + chunk.toString()).slice(-KEPT);
    });
  // Not "close": something left behind may hold the pipes open for ever.
  const ended = new Promise((resolve) => {
    child.once("error", (error) => resolve(((output += error.message), null)));
    child.once("exit", (code) => resolve(code));
  });
  const timer = setTimeout(async () => {
    late = true;
    signalGroup(pid, "SIGTERM");
    await sleep(GRACE_MS);
    signalGroup(pid, "SIGKILL");
  }, limitMs);
  const code = await ended;
  clearTimeout(timer);
  await sleep(30);
  signalGroup(pid, "SIGKILL");
  running.delete(pid);
  return { code, output, late };
}
