import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { Failure } from "../process/failure.mjs";
import { environmentOf, execForm, lastValue, parseCopy, parseDockerfile } from "./dockerfile.mjs";

/**
 * @typedef {{ root: string, workdir: string, env: Record<string, string> }} Built a stage's file system as a directory
 * @typedef {Built & { command: string[], health: string[] }} Image
 */

/** Directories that the Dockerfiles name from the root. Here they stand below the stage's own. */
const absolute = /(?<![\w./])\/(app|data)(?=[/\s"']|$)/g;

/** @param {string} command @param {string} root */
function inRoot(command, root) {
  return command.replace(absolute, (_, name) => `'${path.join(root, name)}'`);
}

/**
 * Follows a Dockerfile without an engine: every stage is a directory, COPY copies, RUN runs the very command with this
 * machine's Node. What it cannot show: the base image, and users (chown does nothing here).
 * @param {{ dockerfile: string, context: string, dir: string, shims: string, say: (line: string) => void }} options
 * @returns {Promise<Image>}
 */
export async function buildImage({ dockerfile, context, dir, shims, say }) {
  /** @type {Map<string, Built>} */
  const built = new Map();
  const stages = parseDockerfile(fs.readFileSync(path.join(context, dockerfile), "utf8"));
  const last = stages.at(-1);
  if (!last) throw new Failure(`${dockerfile} has no stage`);
  for (const [index, stage] of stages.entries()) {
    const root = path.join(dir, `stage-${index}`);
    fs.mkdirSync(root, { recursive: true });
    /** @type {Built} */
    const place = { root, workdir: root, env: environmentOf(stage) };
    built.set(stage.name || String(index), place);
    for (const { name, value } of stage.instructions) {
      if (name === "WORKDIR") {
        place.workdir = path.join(root, value);
        fs.mkdirSync(place.workdir, { recursive: true });
      } else if (name === "COPY") copy(value, place, context, built);
      else if (name === "RUN") await runStep(value, place, shims, say);
    }
  }
  const image = /** @type {Built} */ (built.get(last.name || String(stages.length - 1)));
  return { ...image, command: execForm(lastValue(last, "CMD")), health: execForm(lastValue(last, "HEALTHCHECK")) };
}

/** @param {string} value @param {Built} place @param {string} context @param {Map<string, Built>} built */
function copy(value, place, context, built) {
  const { from, sources, target } = parseCopy(value);
  const source = from === undefined ? context : built.get(from)?.root;
  if (source === undefined) throw new Failure(`COPY --from=${from}: there is no such stage before`);
  const into = target.startsWith("/") ? path.join(place.root, target) : path.join(place.workdir, target);
  for (const each of sources) {
    const found = path.join(source, each);
    if (!fs.existsSync(found)) throw new Failure(`COPY ${value}: there is no ${each}`);
    const isDirectory = fs.statSync(found).isDirectory();
    const destination =
      isDirectory || !(target.endsWith("/") || target === ".") ? into : path.join(into, path.basename(each));
    if (from === undefined) fs.cpSync(found, destination, { recursive: true });
    else linkTree(found, destination);
  }
}

/** A copy of a stage that nobody changes afterwards: links cost a second where copies of its packages cost a minute. @param {string} from @param {string} to */
function linkTree(from, to) {
  fs.mkdirSync(to, { recursive: true });
  for (const entry of fs.readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) linkTree(source, target);
    else if (entry.isSymbolicLink()) fs.symlinkSync(fs.readlinkSync(source), target);
    else fs.linkSync(source, target);
  }
}

/** @param {string} command @param {Built} place @param {string} shims @param {(line: string) => void} say */
async function runStep(command, place, shims, say) {
  const started = Date.now();
  const { code, output } = await shell(inRoot(command, place.root), place, shims);
  if (code !== 0) throw new Failure(`RUN ${command}\nended with ${code}:\n${output.trim()}`);
  say(`✓ RUN ${command} (${((Date.now() - started) / 1000).toFixed(0)} s)`);
}

/** @param {string} command @param {Built} place @param {string} shims @returns {Promise<{ code: number | null, output: string }>} */
function shell(command, place, shims) {
  return new Promise((resolve, reject) => {
    const child = spawn("/bin/sh", ["-c", command], {
      cwd: place.workdir,
      env: { ...bareEnvironment(shims), ...place.env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (/** @type {Buffer} */ chunk) => (output = (output + chunk.toString()).slice(-8000)));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output }));
  });
}

/** A container knows nothing of this machine but where its programs are. @param {string} shims @returns {NodeJS.ProcessEnv} */
export function bareEnvironment(shims) {
  const kept = Object.entries(process.env).filter(([name]) =>
    /^(npm_config_.*|https?_proxy|no_proxy|node_extra_ca_certs)$/i.test(name),
  );
  const bare = {
    ...Object.fromEntries(kept),
    HOME: process.env.HOME ?? "",
    PATH: [shims, path.dirname(process.execPath), process.env.PATH].join(path.delimiter),
  };
  return /** @type {NodeJS.ProcessEnv} */ (/** @type {unknown} */ (bare));
}
