/**
 * `npm run bench` measures, and prints figures beside their limits. It writes nothing; with --write the table goes into
 * docs/performance.md. A word as argument runs the benches whose file has it in its name.
 */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { runNode } from "./checks/child.mjs";
import { e2eFigures } from "./checks/e2e-figures.mjs";
import { generate } from "./generate.mjs";
import { install } from "./setup/install.mjs";
import { isInstalled } from "./setup/installed.mjs";
import { inProject, projectDir } from "./setup/project.mjs";

/** @typedef {{ name: string, value: number, unit: string, limit?: number }} Figure */

const LIMIT_MS = 45 * 60_000;
const page = inProject("docs", "performance.md");
const words = process.argv.slice(2).filter((word) => !word.startsWith("--"));

/** @param {number} value */
function print(value) {
  if (Number.isInteger(value)) return String(value);
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** @returns {Promise<Figure[]>} */
async function measure() {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "wheelhouse-bench-")), "figures.jsonl");
  const vitest = inProject("node_modules", "vitest", "vitest.mjs");
  const { code, output } = await runNode([vitest, "run", "--project", "bench", ...words], {
    limitMs: LIMIT_MS,
    env: { BENCH_FILE: file },
  });
  if (code !== 0) {
    process.stdout.write(`${output.trim()}\n\n`);
    process.exitCode = 1;
  }
  const lines = fs.existsSync(file) ? fs.readFileSync(file, "utf8").trim().split("\n") : [];
  fs.rmSync(path.dirname(file), { recursive: true, force: true });
  return lines.map((line) => JSON.parse(line));
}

/** @param {Figure[]} figures */
function table(figures) {
  const rows = figures.map(({ name, value, unit, limit }) => [
    name,
    `${print(value)} ${unit}`,
    limit === undefined ? "" : `≤ ${limit}`,
    limit === undefined ? "" : value <= limit ? "holds" : "over",
  ]);
  return ["| figure | measured | limit | |", "|---|---|---|---|", ...rows.map((row) => `| ${row.join(" | ")} |`)];
}

/** @param {string[]} lines */
function write(lines) {
  const begin = "<!-- figures: npm run bench -- --write -->";
  const end = "<!-- end of figures -->";
  const machine = `${os.availableParallelism()} processors (${os.cpus()[0]?.model.trim()}), ${Math.round(os.totalmem() / 2 ** 30)} GB, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}`;
  const text = fs.existsSync(page) ? fs.readFileSync(page, "utf8") : `# Performance\n\n${begin}\n${end}\n`;
  const at = text.indexOf(begin);
  const to = text.indexOf(end);
  if (at < 0 || to < at) throw new Error(`docs/performance.md lost the lines "${begin}" and "${end}"`);
  const own = [begin, "", `Measured on ${machine}.`, "", ...lines, "", ""].join("\n");
  fs.writeFileSync(page, text.slice(0, at) + own + text.slice(to));
}

if (!isInstalled(projectDir)) await install();
await generate();
const figures = [...(await measure()), ...(words.length === 0 ? e2eFigures() : [])];
const lines = table(figures);
process.stdout.write(`${lines.join("\n")}\n`);
if (figures.some(({ value, limit }) => limit !== undefined && value > limit)) process.exitCode = 1;
if (process.argv.includes("--write")) write(lines);
