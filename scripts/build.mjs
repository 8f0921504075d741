import fs from "node:fs";
import { pathToFileURL } from "node:url";
import { Failure } from "./process/failure.mjs";
import { fingerprint, isStamped, stamp } from "./setup/fingerprint.mjs";
import { generate, prismaEnvironment } from "./generate.mjs";
import { withLock } from "./process/lock.mjs";
import { inProject, projectDir } from "./setup/project.mjs";
import { run } from "./process/run.mjs";

const inputs = [
  ...["app", "public", "prisma/schema", "prisma/sample", "server.ts", "package-lock.json"],
  ...["vite.config.ts", "remix.config.js", "tsconfig.json", "prisma.config.ts", "scripts/build.mjs"],
];
const outputs = ["build/server.js", "build/server/index.js", "build/client/assets"];
const stampFile = inProject("build", ".stamp");

/** @param {string} file */
function isNoInput(file) {
  return /\.test\.tsx?$/.test(file) || file.startsWith("app/data/console/generated/");
}

function currentStamp() {
  return fingerprint(inputs, { skip: isNoInput });
}

/** Says that what stands in build/ was made of these very sources. */
export function stampBuild(value = currentStamp()) {
  stamp(stampFile, value);
}

/** @param {string} value */
function isBuilt(value) {
  return isStamped(stampFile, value) && outputs.every((output) => fs.existsSync(inProject(output)));
}

/** Whether the build is of these very sources. */
export function isBuildFresh() {
  return isBuilt(currentStamp());
}

/** Bundles server.ts. What it imports from node_modules and from the Remix build stays outside. @param {string} outfile */
export async function buildServer(outfile) {
  const { build: bundle, stop } = await import("esbuild");
  await bundle({
    entryPoints: [inProject("server.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    sourcemap: true,
    logLevel: "silent",
  });
  // Its helper process would stay as long as this one.
  await stop();
}

async function buildAll() {
  await generate();
  const remix = inProject("node_modules", "@remix-run", "dev", "dist", "cli.js");
  const { code, output } = await run(process.execPath, [remix, "vite:build"], {
    cwd: projectDir,
    env: { ...process.env, ...prismaEnvironment, NODE_ENV: "production", NO_COLOR: "1" },
  });
  if (code !== 0) throw new Failure(`The console could not be built:\n${output.trim()}`);
  await buildServer(inProject("build", "server.js"));
}

/**
 * Builds the console when its sources changed since the last time. Two at once would write over each other, so the
 * second one waits and then finds the work done.
 * @param {{ force?: boolean, onStart?: () => void, onWait?: () => void }} [options] onStart: called when there is work
 * @returns {Promise<boolean>} whether it had to
 */
export async function build(options = {}) {
  if (!options.force && isBuildFresh()) return false;
  fs.mkdirSync(inProject(".cache"), { recursive: true });
  return withLock(
    inProject(".cache", "build.lock"),
    async () => {
      const value = currentStamp();
      if (!options.force && isBuilt(value)) return false;
      options.onStart?.();
      fs.rmSync(stampFile, { force: true });
      await buildAll();
      stampBuild(value);
      return true;
    },
    { onWait: options.onWait },
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    const built = await build({ force: process.argv.includes("--force") });
    process.stdout.write(built ? "Built\n" : "The build is up to date\n");
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error.exitCode;
  }
}
