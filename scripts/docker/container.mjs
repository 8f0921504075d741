import { spawn, spawnSync } from "node:child_process";
import path from "node:path";
import { Failure } from "../process/failure.mjs";
import { sleep } from "../process/processes.mjs";
import { bareEnvironment } from "./image.mjs";

/** The account of a container that owns nothing of the image. */
const nobody = 65534;

/**
 * Runs the image's CMD as a container would, as an unprivileged user where we may change to one.
 * @param {import("./image.mjs").Image} image
 * @param {{ name: string, env: Record<string, string>, shims: string, home: string }} options
 */
export function startContainer(image, { name, env, shims, home }) {
  const [program = "", ...args] = image.command;
  const user = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
  /** @type {NodeJS.ProcessEnv} */
  const environment = { ...bareEnvironment(shims), HOME: home, ...image.env, ...env };
  const options = { cwd: image.workdir, env: environment, ...user };
  const child = spawn(program === "node" ? process.execPath : program, args, {
    ...options,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (/** @type {Buffer} */ chunk) => (output = (output + chunk.toString()).slice(-16_000)));
  const ended = new Promise((resolve) => child.on("exit", resolve));

  return {
    /** Whether it says something that matches, now or soon. @param {RegExp} pattern @param {number} withinMs */
    async says(pattern, withinMs) {
      for (const until = Date.now() + withinMs; Date.now() < until; await sleep(100))
        if (pattern.test(output)) return true;
      return false;
    },
    /** Waits until the image's own health check succeeds. @param {number} withinMs @param {(command: string[]) => string[]} adapt */
    async untilHealthy(withinMs, adapt) {
      const [, ...check] = adapt(image.health);
      for (const until = Date.now() + withinMs; Date.now() < until; await sleep(500)) {
        if (child.exitCode !== null) break;
        if (spawnSync(process.execPath, check, { ...options, timeout: 10_000 }).status === 0) return;
      }
      throw new Failure(`The ${name} did not become healthy (in ${path.basename(image.root)}):\n${output.trim()}`);
    },
    /** @param {number} withinMs what compose grants */
    async stop(withinMs) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGTERM");
      const late = setTimeout(() => child.kill("SIGKILL"), withinMs);
      await ended;
      clearTimeout(late);
      if (child.exitCode !== 0)
        throw new Failure(
          `The ${name} did not end in order (${child.exitCode ?? child.signalCode}):\n${output.trim()}`,
        );
    },
    kill: () => child.kill("SIGKILL"),
  };
}
