/**
 * `npm run bench` measures, and prints figures beside their limits. It writes nothing; with --write the table goes into
 * docs/performance.md. A word as argument runs the benches whose file has it in its name; --rows=50000 makes the house smaller.
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

/** @typedef {{ name: string, value: number, unit: string, limit?: number, least?: number }} Figure */

const LIMIT_MS = 45 * 60_000;
const page = inProject("docs", "performance.md");
const rows = process.argv.find((word) => word.startsWith("--rows="))?.slice("--rows=".length);
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
    env: { BENCH_FILE: file, ...(rows && { BENCH_ROWS: rows }) },
  });
  if (code !== 0) {
    process.stdout.write(`${output.trim()}\n\n`);
    process.exitCode = 1;
  }
  const lines = fs.existsSync(file) ? fs.readFileSync(file, "utf8").trim().split("\n") : [];
  fs.rmSync(path.dirname(file), { recursive: true, force: true });
  return lines.map((line) => JSON.parse(line));
}

/** Null where nothing was asked. @param {Figure} figure */
function holds({ value, limit, least }) {
  if (limit === undefined && least === undefined) return null;
  return value <= (limit ?? Infinity) && value >= (least ?? -Infinity);
}

/** @param {Figure[]} figures */
function table(figures) {
  const lines = figures.map((figure) => [
    figure.name,
    `${print(figure.value)} ${figure.unit}`,
    figure.limit !== undefined ? `≤ ${figure.limit}` : figure.least !== undefined ? `≥ ${figure.least}` : "",
    holds(figure) === null ? "" : holds(figure) ? "holds" : "missed",
  ]);
  return ["| figure | measured | limit | |", "|---|---|---|---|", ...lines.map((line) => `| ${line.join(" | ")} |`)];
}

/** What was measured now in the place of what it was, and the rest as it stands. @param {string} before @param {string[]} lines */
function merged(before, lines) {
  const nameOf = (/** @type {string} */ line) => line.split("|")[1]?.trim() ?? "";
  const now = new Map(lines.slice(2).map((line) => [nameOf(line), line]));
  const old = before
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .slice(2);
  const kept = old.map((line) => {
    const fresh = now.get(nameOf(line));
    now.delete(nameOf(line));
    return fresh ?? line;
  });
  return [...lines.slice(0, 2), ...kept, ...now.values()];
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
  const kept = words.length > 0 ? merged(text.slice(at, to), lines) : lines;
  const own = [begin, "", `Measured on ${machine}.`, "", ...kept, "", ""].join("\n");
  fs.writeFileSync(page, text.slice(0, at) + own + text.slice(to));
}

if (!isInstalled(projectDir)) await install();
await generate();
const figures = [...(await measure()), ...(words.length === 0 ? e2eFigures() : [])];
const lines = table(figures);
process.stdout.write(`${lines.join("\n")}\n`);
if (figures.some((figure) => holds(figure) === false)) process.exitCode = 1;
if (process.argv.includes("--write")) write(lines);
