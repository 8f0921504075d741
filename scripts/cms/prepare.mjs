import fs from "node:fs";
import os from "node:os";
import { Failure } from "../process/failure.mjs";
import { fingerprint, isStamped, stamp } from "../setup/fingerprint.mjs";
import { withLock } from "../process/lock.mjs";
import { inProject } from "../setup/project.mjs";
import { readState, writeState } from "../setup/state-files.mjs";
import { childEnvironment, endOrphan, startChild } from "./child.mjs";
import { isInstalled } from "../setup/installed.mjs";

export const cmsDir = inProject("cms");
const workDir = inProject("cms", ".tmp");
const stepRecord = inProject("cms", ".tmp", "step.json");
const durationsFile = inProject("cms", ".tmp", "durations.json");
const stampFile = inProject("cms", "dist", ".built");
const panel = inProject("cms", "dist", "build", "index.html");
const strapiCommand = inProject("cms", "node_modules", "@strapi", "strapi", "bin", "strapi.js");

/** The build takes 2 GB of memory for a minute; a heap that grows further would only push others out. */
const buildHeapMb = 2048;
const niceness = 10;
const failureLines = 12;

/** @typedef {{ set(phase: "installing" | "building", detail: string, percent?: number): void }} Progress */
/** @typedef {{ publicUrl: string, progress: Progress, onChild: (child: import("./child.mjs").Child | null) => void }} Preparation */

/** An install may fail for want of a network; a build that fails does so until its inputs change. */
export class StepFailure extends Failure {
  /** @param {"install" | "build"} step @param {string} message */
  constructor(step, message) {
    super(message);
    this.step = step;
  }
}

/** Everything that the build reads; of the address only the path, because the host is not inlined. @param {string} publicUrl */
export function buildInputs(publicUrl) {
  return fingerprint(["cms/src", "cms/config", "cms/package.json", "cms/package-lock.json", "cms/tsconfig.json"], {
    extra: new URL(publicUrl).pathname,
  });
}

/** @param {string} inputs */
function isBuilt(inputs) {
  return fs.existsSync(panel) && isStamped(stampFile, inputs);
}

/**
 * Installs and builds what is stale. Two supervisors of one checkout take turns, and nothing is written when all is
 * fresh, so a read-only image can call it too.
 * @param {Preparation} preparation
 */
export async function prepare({ publicUrl, progress, onChild }) {
  if (isInstalled(cmsDir) && isBuilt(buildInputs(publicUrl))) return;
  fs.mkdirSync(workDir, { recursive: true });
  await withLock(
    inProject("cms", ".tmp", "prepare.lock"),
    async () => {
      await endOrphan(stepRecord);
      if (!isInstalled(cmsDir)) await install(progress, onChild);
      const inputs = buildInputs(publicUrl);
      if (!isBuilt(inputs)) await build(inputs, publicUrl, progress, onChild);
    },
    { onWait: () => progress.set("building", "Waiting for another build in this directory") },
  );
}

/** @param {Progress} progress @param {Preparation["onChild"]} onChild */
async function install(progress, onChild) {
  const npm = process.env.npm_execpath?.endsWith("npm-cli.js")
    ? [process.execPath, process.env.npm_execpath]
    : [process.platform === "win32" ? "npm.cmd" : "npm"];
  const args = [
    "ci",
    "--prefix",
    cmsDir,
    "--include=dev",
    "--include=optional",
    "--no-audit",
    "--no-fund",
    "--no-update-notifier",
  ];
  await runStep("install", {
    command: [...npm, ...args],
    env: childEnvironment({ NODE_ENV: "development" }),
    tell: (percent) => progress.set("installing", "Installing the packages of the CMS", percent),
    onChild,
  });
}

/** @param {string} inputs @param {string} publicUrl @param {Progress} progress @param {Preparation["onChild"]} onChild */
async function build(inputs, publicUrl, progress, onChild) {
  // Without its stamp a build that is cut short counts for nothing.
  fs.rmSync(inProject("cms", "dist"), { recursive: true, force: true });
  await runStep("build", {
    command: [process.execPath, `--max-old-space-size=${buildHeapMb}`, strapiCommand, "build"],
    env: childEnvironment({
      ...strapiSwitches,
      PUBLIC_URL: publicUrl,
      // The configuration is evaluated, but none of this ends up in what is built.
      CMS_SECRET: "only-needed-to-read-the-configuration",
      CMS_DATABASE_URL: "postgres://127.0.0.1/none",
      DATA_DIR: workDir,
    }),
    tell: (percent) => progress.set("building", "Building the editors' panel", percent),
    onChild,
  });
  if (!fs.existsSync(panel)) throw new Failure("The build of the CMS ended without a panel");
  // Not a state file: in an image whoever runs the CMS may read it and not write it.
  stamp(stampFile, inputs);
}

/** Strapi neither reports nor looks for updates, and the paid parts stay off. */
export const strapiSwitches = {
  STRAPI_TELEMETRY_DISABLED: "true",
  STRAPI_DISABLE_EE: "true",
  STRAPI_HIDE_STARTUP_MESSAGE: "true",
};

/**
 * @param {"install" | "build"} name
 * @param {{ command: string[], env: NodeJS.ProcessEnv, tell: (percent: number) => void, onChild: Preparation["onChild"] }} step
 */
async function runStep(name, { command, env, tell, onChild }) {
  const durations = readState(durationsFile) ?? {};
  const expectedMs = durations[name] ?? 60_000;
  const started = Date.now();
  const percent = () => Math.min(95, Math.round((100 * (Date.now() - started)) / expectedMs));
  tell(0);
  const child = startChild(/** @type {string} */ (command[0]), command.slice(1), {
    cwd: cmsDir,
    env,
    record: stepRecord,
    echo: false,
  });
  onChild(child);
  const ticker = setInterval(() => tell(percent()), 1000);
  try {
    if (child.pid) os.setPriority(child.pid, niceness);
  } catch {
    // It may have ended already, and it is only a courtesy.
  }
  const { code, signal } = await child.ended;
  clearInterval(ticker);
  onChild(null);
  if (code !== 0) {
    const end = signal ? `was ended by ${signal}` : `ended with code ${code}`;
    throw new StepFailure(name, `The ${name} of the CMS ${end}\n${child.tail(failureLines)}`);
  }
  writeState(durationsFile, { ...readState(durationsFile), [name]: Date.now() - started });
}
