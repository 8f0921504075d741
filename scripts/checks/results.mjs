import fs from "node:fs";

/** @typedef {{ passed: number, failed: number, skipped: number, failures: string[] }} Tally what a check counted, and the names of what failed */

/** @param {string} file @returns {any} */
export function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** One check is one test. @param {boolean} good @returns {Tally} */
export function single(good) {
  return { passed: good ? 1 : 0, failed: good ? 0 : 1, skipped: 0, failures: [] };
}

/** What vitest's JSON report says; nothing when it ended before it wrote one. @param {string} file @returns {Tally | undefined} */
export function vitestTally(file) {
  const report = readJson(file);
  if (!report) return undefined;
  const failures = report.testResults.flatMap((/** @type {any} */ each) =>
    each.assertionResults.length === 0 && each.status === "failed"
      ? [`${each.name} could not be loaded`]
      : each.assertionResults
          .filter((/** @type {any} */ test) => test.status === "failed")
          .map((/** @type {any} */ test) => test.fullName),
  );
  const broken = failures.filter((/** @type {string} */ name) => name.endsWith("could not be loaded")).length;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken,
    skipped: report.numPendingTests + report.numTodoTests,
    failures,
  };
}

/** What Playwright's JSON report says. A test that passed only at the second try has failed. @param {string} file @returns {Tally | undefined} */
export function playwrightTally(file) {
  const report = readJson(file);
  if (!report) return undefined;
  /** @type {string[]} */
  const failures = [];
  const visit = (/** @type {any} */ suite) => {
    for (const spec of suite.specs ?? [])
      if (spec.tests.some((/** @type {any} */ test) => test.status === "unexpected" || test.status === "flaky"))
        failures.push(`${spec.file}: ${spec.title}`);
    for (const inner of suite.suites ?? []) visit(inner);
  };
  for (const suite of report.suites) visit(suite);
  const { expected, unexpected, flaky, skipped } = report.stats;
  const broken = report.errors.length;
  return {
    passed: expected,
    failed: unexpected + flaky + broken,
    skipped,
    failures: [...failures, ...report.errors.map((/** @type {any} */ error) => error.message ?? "an error")],
  };
}
