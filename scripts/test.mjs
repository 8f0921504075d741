/**
 * `npm test` proves the product, whole: it installs what is missing, runs every check, and ends with one line.
 * `npm run check` (--check) is the quick part. Names of stages as arguments run only those.
 */
import { Failure, messageOf } from "./process/failure.mjs";
import { endAll } from "./checks/child.mjs";
import { runStages, stageLine } from "./checks/run-stages.mjs";
import { stages } from "./checks/stages.mjs";
import { install } from "./setup/install.mjs";
import { isInstalled } from "./setup/installed.mjs";
import { projectDir } from "./setup/project.mjs";

const asked = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const quick = process.argv.includes("--check");
const started = performance.now();

/** @param {string} line */
function say(line) {
  process.stdout.write(`${line}\n`);
}

/** @param {{ passed: number, failed: number, skipped: number }} tally */
function finish({ passed, failed, skipped }) {
  say(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  process.exit(failed > 0 ? 1 : 0);
}

/** What all stages stand on: the packages and the generated database client. */
async function prepare() {
  if (!isInstalled(projectDir)) {
    const since = performance.now();
    let told = since;
    await install({
      onProgress(detail) {
        if (performance.now() < told + 15_000) return;
        told = performance.now();
        say(`· install      ${detail}`);
      },
    });
    say(stageLine("✓", "install", performance.now() - since, ""));
  }
  const { generate } = await import("./generate.mjs");
  await generate();
}

/** @returns {import("./checks/stages.mjs").Stage[]} */
function chosen() {
  const names = stages.map(({ name }) => name);
  const unknown = asked.find((name) => !names.includes(name));
  if (unknown) throw new Failure(`There is no stage "${unknown}". There are: ${names.join(", ")}.`);
  if (asked.length === 0) return quick ? stages.filter((stage) => stage.quick) : stages;
  const wanted = new Set(asked);
  for (const stage of stages.toReversed()) if (wanted.has(stage.name)) stage.needs?.forEach((need) => wanted.add(need));
  return stages.filter(({ name }) => wanted.has(name));
}

for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]))
  process.on(signal, async () => {
    await endAll();
    process.exit(130);
  });

try {
  const plan = chosen();
  await prepare();
  const tally = await runStages(plan);
  if (tally.failures.length > 0) say(`\nWhat failed:\n${tally.failures.map((name) => `  ${name}`).join("\n")}\n`);
  say(`${((performance.now() - started) / 1000).toFixed(0)} s in all`);
  finish(tally);
} catch (error) {
  say(
    error instanceof Failure
      ? messageOf(error)
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error),
  );
  finish({ passed: 0, failed: 1, skipped: 0 });
}
