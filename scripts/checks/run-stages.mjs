import os from "node:os";
import { single } from "./results.mjs";

/** @typedef {import("./stages.mjs").Stage} Stage @typedef {import("./results.mjs").Tally} Tally */

/** @param {string} line */
function say(line) {
  process.stdout.write(`${line}\n`);
}

/** @param {Tally} tally */
function count({ passed, failed, skipped }) {
  const words = [`${passed} passed`];
  if (failed > 0) words.push(`${failed} failed`);
  if (skipped > 0) words.push(`${skipped} skipped`);
  return words.join(", ");
}

/** @param {string} mark @param {string} name @param {number} ms @param {string} words */
export function stageLine(mark, name, ms, words) {
  return `${mark} ${name.padEnd(12)} ${(ms / 1000).toFixed(1).padStart(6)} s  ${words}`.trimEnd();
}

/** @param {Stage} stage @returns {Promise<Tally>} */
async function runStage(stage) {
  const started = performance.now();
  const { tally, output, note } = await stage.run(stage.limitMs).catch((error) => ({
    tally: single(false),
    output: error instanceof Error ? (error.stack ?? error.message) : String(error),
    note: undefined,
  }));
  const good = tally.failed === 0;
  const many = tally.passed + tally.failed + tally.skipped > 1;
  const words = note ?? (many ? count(tally) : good ? "" : "failed");
  say(stageLine(good ? "✓" : "✗", stage.name, performance.now() - started, words));
  if (!good) say(`\n${output.trim()}\n`);
  return stage.counts === false && good ? { ...tally, passed: 0 } : tally;
}

/**
 * Runs stages side by side as far as the processors allow, each after what it needs.
 * @param {Stage[]} plan @returns {Promise<Tally>}
 */
export async function runStages(plan) {
  const width = Math.min(4, Math.max(2, os.availableParallelism()));
  const waiting = [...plan];
  /** @type {Map<string, Tally>} */
  const done = new Map();
  /** @type {Map<string, Promise<void>>} */
  const running = new Map();
  const isReady = (/** @type {Stage} */ stage) =>
    (stage.needs ?? []).every((name) => done.has(name) || !plan.some((each) => each.name === name)) &&
    (!stage.alone || running.size === 0);
  while (waiting.length > 0 || running.size > 0) {
    const at = running.size < width ? waiting.findIndex(isReady) : -1;
    if (at < 0) {
      await Promise.race(running.values());
      continue;
    }
    const [stage] = waiting.splice(at, 1);
    if (!stage) continue;
    const { name } = stage;
    const missing = (stage.needs ?? []).find((need) => (done.get(need)?.failed ?? 0) > 0);
    if (missing) {
      say(stageLine("✗", name, 0, `not run, because ${missing} failed`));
      done.set(name, single(false));
      continue;
    }
    const work = runStage(stage).then((tally) => {
      done.set(name, tally);
      running.delete(name);
    });
    running.set(name, work);
    if (stage.alone) await work;
  }
  return sum([...done.values()]);
}

/** @param {Tally[]} tallies @returns {Tally} */
function sum(tallies) {
  const total = { passed: 0, failed: 0, skipped: 0, failures: /** @type {string[]} */ ([]) };
  for (const tally of tallies) {
    total.passed += tally.passed;
    total.failed += tally.failed;
    total.skipped += tally.skipped;
    total.failures.push(...tally.failures);
  }
  return total;
}
