/**
 * `npm run test:docker` shows without a Docker engine that the Dockerfiles work: it runs their very commands in a clean
 * directory with the tracked files, then both CMDs with the environment of docker-compose.yml on a real Postgres, until
 * their own health checks succeed. It does not show the base images, and it runs one machine's Node.
 */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { startContainer } from "./docker/container.mjs";
import { copyContext } from "./docker/context.mjs";
import { buildImage } from "./docker/image.mjs";
import { serviceEnvironment } from "./docker/compose.mjs";
import { Failure } from "./process/failure.mjs";
import { freePort } from "./process/ports.mjs";
import { startEmbedded } from "./postgres/embedded.mjs";

const healthyWithinMs = 120_000;
const stopWithinMs = 15_000;
const isRoot = process.getuid?.() === 0;

/** @param {string} line */
function say(line) {
  process.stdout.write(`${line}\n`);
}

/** Copies have no other owner here: what a container runs as cannot write to its image either way. @param {string} dir */
function makeShims(dir) {
  fs.mkdirSync(dir);
  fs.writeFileSync(path.join(dir, "chown"), "#!/bin/sh\nexit 0\n", { mode: 0o755 });
  return dir;
}

/** @param {string} dir what the volume "data" is */
function makeVolume(dir) {
  fs.mkdirSync(dir, { mode: 0o700 });
  if (isRoot) fs.chownSync(dir, 65534, 65534);
  return dir;
}

/** @param {boolean} ok @param {string} what */
function expect(ok, what) {
  if (!ok) throw new Failure(`Not so: ${what}`);
  say(`✓ ${what}`);
}

/** @type {(() => unknown)[]} */
const undo = [];

async function main() {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "wheelhouse docker-"));
  undo.push(() => fs.rmSync(dir, { recursive: true, force: true }));
  fs.chmodSync(dir, 0o755);
  const shims = makeShims(path.join(dir, "shims"));
  const context = path.join(dir, "context");
  copyContext(context);

  say("Dockerfile");
  const console_ = await buildImage({ dockerfile: "Dockerfile", context, dir: path.join(dir, "console"), shims, say });
  say("cms/Dockerfile");
  const cms = await buildImage({ dockerfile: "cms/Dockerfile", context, dir: path.join(dir, "cms"), shims, say });

  const database = await startEmbedded({ dir: path.join(dir, "database"), fast: true });
  undo.push(() => database.stop({ atOnce: true }));
  const [consolePort, cmsPort] = [await freePort(), await freePort()];
  const cmsUrl = `http://127.0.0.1:${cmsPort}`;
  const data = makeVolume(path.join(dir, "data"));
  const home = makeVolume(path.join(dir, "home"));
  const compose = fs.readFileSync(path.join(context, "docker-compose.yml"), "utf8");
  /** @param {"console" | "cms"} service @param {Record<string, string>} here what differs from the compose network */
  const environment = (service, here) => ({
    ...serviceEnvironment(compose, service, { POSTGRES_PASSWORD: "unused" }),
    ...here,
    DATA_DIR: data,
    TMPDIR: home,
  });
  const atPort = (/** @type {number} */ from, /** @type {number} */ to) => (/** @type {string[]} */ command) =>
    command.map((word) => word.replace(`:${from}/`, `:${to}/`));

  const web = startContainer(console_, {
    name: "console",
    env: environment("console", { PORT: String(consolePort), DATABASE_URL: database.url, CMS_URL: cmsUrl }),
    shims,
    home,
  });
  undo.push(web.kill);
  await web.untilHealthy(healthyWithinMs, atPort(3000, consolePort));
  expect(true, "the console's health check succeeds");
  expect(await web.says(/sign-in\/link\?token=/, stopWithinMs), "the console's output has the sign-in link");
  const editor = startContainer(cms, {
    name: "cms",
    env: environment("cms", { CMS_PORT: String(cmsPort) }),
    shims,
    home,
  });
  undo.push(editor.kill);
  await editor.untilHealthy(healthyWithinMs, atPort(1337, cmsPort));
  expect(true, "the CMS's health check succeeds, with its login and secret from the volume");
  const health = await fetch(`http://127.0.0.1:${consolePort}/cms/_health`);
  expect(health.status === 204, "the console passes /cms on to the CMS");
  await editor.stop(stopWithinMs);
  await web.stop(stopWithinMs);
  expect(true, "both end in order within the time that compose grants");
}

try {
  await main();
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
} finally {
  for (const step of undo.toReversed()) await step();
}
