import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Failure, messageOf } from "../process/failure.mjs";
import { inProject } from "../setup/project.mjs";
import { runNode } from "./child.mjs";
import { e2eReport } from "./e2e-figures.mjs";
import { playwrightTally, single, vitestTally } from "./results.mjs";

/**
 * @typedef {import("./results.mjs").Tally} Tally
 * @typedef {{ tally: Tally, output: string, note?: string }} Outcome output: shown when something failed
 * @typedef {{ name: string, limitMs: number, quick?: boolean, counts?: boolean, alone?: boolean, needs?: string[], run: (limitMs: number) => Promise<Outcome> }} Stage
 *   quick: part of `npm run check`; counts: false for steps that prove nothing by themselves and count only when they
 *   fail; alone: nothing else runs meanwhile
 */

const reports = fs.mkdtempSync(path.join(os.tmpdir(), "wheelhouse-reports-"));
process.on("exit", () => fs.rmSync(reports, { recursive: true, force: true }));

/** @param {string} name @param {string} script */
function bin(name, script) {
  return inProject("node_modules", name, script);
}

/** @param {string[]} command @returns {Stage["run"]} */
function tool(...command) {
  return async (limitMs) => {
    const { code, output, late } = await runNode(command, { limitMs });
    return { tally: single(code === 0 && !late), output: late ? `${output}\n${tooLate(limitMs)}` : output };
  };
}

/** @param {number} limitMs */
function tooLate(limitMs) {
  return `Ended after ${Math.round(limitMs / 1000)} s: it took longer than it may.`;
}

/** Counts one more failure than was reported when the program itself failed. @param {Tally | undefined} tally @param {number | null} code @returns {Tally} */
function withExit(tally, code) {
  if (!tally) return single(false);
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

/** @param {string} project @returns {Stage["run"]} */
function vitest(project) {
  return async (limitMs) => {
    const report = path.join(reports, `${project}.json`);
    const { code, output, late } = await runNode(
      [
        ...[bin("vitest", "vitest.mjs"), "run", "--project", project, "--reporter=default"],
        ...["--reporter=json", `--outputFile.json=${report}`],
      ],
      { limitMs },
    );
    const tally = withExit(vitestTally(report), late ? 1 : code);
    const telling = output.replaceAll(/^ *✓.*\n/gm, "");
    return { tally, output: late ? `${telling}\n${tooLate(limitMs)}` : telling };
  };
}

/** @param {number} limitMs @returns {Promise<Outcome>} */
async function playwright(limitMs) {
  fs.rmSync(e2eReport, { force: true });
  const { code, output, late } = await runNode([bin("@playwright/test", "cli.js"), "test"], {
    limitMs,
    env: { CI: "1" },
  });
  const tally = withExit(playwrightTally(e2eReport), late ? 1 : code);
  return { tally, output: late ? `${output}\n${tooLate(limitMs)}` : output };
}

/** @param {number} limitMs @returns {Promise<Outcome>} */
async function findBrowser(limitMs) {
  const { ensureBrowser } = await import("../../test/browser/find-browser.mjs");
  try {
    const { name } = await ensureBrowser({ limitMs });
    return { tally: single(true), output: "", note: name };
  } catch (error) {
    return { tally: single(false), output: error instanceof Failure ? messageOf(error) : String(error) };
  }
}

const minutes = 60_000;

/** Everything `npm test` does after the install, in the order in which it is begun. @type {Stage[]} */
export const stages = [
  { name: "cms", limitMs: 15 * minutes, counts: false, run: tool(inProject("scripts", "cms.mjs"), "prepare") },
  { name: "types", limitMs: 3 * minutes, quick: true, run: tool(bin("typescript", "bin/tsc"), "--noEmit") },
  {
    name: "lint",
    limitMs: 2 * minutes,
    quick: true,
    run: tool(
      bin("oxlint", "bin/oxlint"),
      ...["--type-aware", "--report-unused-disable-directives", "--deny-warnings", "."],
    ),
  },
  {
    name: "layers",
    limitMs: 2 * minutes,
    quick: true,
    run: tool(
      bin("dependency-cruiser", "bin/dependency-cruise.mjs"),
      ...["--config", ".dependency-cruiser.cjs", "app", "server.ts", "scripts", "test"],
    ),
  },
  { name: "dead code", limitMs: 2 * minutes, quick: true, run: tool(bin("knip", "bin/knip.js")) },
  {
    name: "format",
    limitMs: 2 * minutes,
    quick: true,
    run: tool(bin("prettier", "bin/prettier.cjs"), "--check", "--log-level=warn", "."),
  },
  { name: "unit", limitMs: 4 * minutes, quick: true, run: vitest("unit") },
  { name: "build", limitMs: 6 * minutes, counts: false, run: tool(inProject("scripts", "build.mjs")) },
  { name: "browser", limitMs: 6 * minutes, counts: false, run: findBrowser },
  { name: "integration", limitMs: 20 * minutes, needs: ["build"], run: vitest("integration") },
  { name: "contract", limitMs: 8 * minutes, needs: ["build"], run: vitest("contract") },
  { name: "e2e", limitMs: 30 * minutes, needs: ["build", "browser", "cms"], alone: true, run: playwright },
];
