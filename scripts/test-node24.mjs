/**
 * Runs `npm test` on Node 24, whatever Node this is: an installed one is used, else one from npm. Arguments go on.
 */
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { Failure, messageOf } from "./process/failure.mjs";
import { npmCommand } from "./setup/install.mjs";
import { inProject, projectDir } from "./setup/project.mjs";
import { run } from "./process/run.mjs";

const MAJOR = 24;
const home = inProject(".cache", `node${MAJOR}`);

/** The program behind a command, if it is the right Node. @param {string} command @returns {string | undefined} */
function asNode24(command) {
  const { stdout } = spawnSync(command, ["-p", "process.version + ' ' + process.execPath"], { encoding: "utf8" });
  return stdout?.startsWith(`v${MAJOR}.`) ? stdout.slice(stdout.indexOf(" ") + 1).trim() : undefined;
}

/** @returns {Promise<string>} */
async function nodeFromNpm() {
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const node = path.join(home, "node_modules", name, "bin", process.platform === "win32" ? "node.exe" : "node");
  if (asNode24(node)) return node;
  process.stdout.write(`Getting Node ${MAJOR} from npm\n`);
  fs.mkdirSync(home, { recursive: true });
  // A package of its own, or npm would go up and install into the project.
  fs.writeFileSync(path.join(home, "package.json"), '{"private":true}\n');
  const { command, args, shell } = npmCommand();
  const { code, output } = await run(
    command,
    [...args, "install", "--no-audit", "--no-fund", "--no-save", `${name}@${MAJOR}`],
    { cwd: home, shell },
  );
  if (code === 0 && asNode24(node)) return node;
  throw new Failure(
    `npm has no Node ${MAJOR} for this machine (${name}): install one and put it on the path.\n${output.trim()}`,
  );
}

/** @returns {Promise<string>} */
async function findNode24() {
  for (const command of [process.execPath, `node${MAJOR}`, "node"]) {
    const found = asNode24(command);
    if (found) return found;
  }
  return nodeFromNpm();
}

try {
  const node = await findNode24();
  process.stdout.write(`Testing on ${node}\n`);
  const child = spawn(node, [inProject("scripts", "test.mjs"), ...process.argv.slice(2)], {
    cwd: projectDir,
    stdio: "inherit",
    env: { ...process.env, PATH: [path.dirname(node), process.env.PATH].join(path.delimiter) },
  });
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) process.on(signal, () => child.kill(signal));
  child.on("exit", (code) => process.exit(code ?? 1));
} catch (error) {
  process.stderr.write(`${error instanceof Failure ? messageOf(error) : String(error)}\n`);
  process.exit(1);
}
