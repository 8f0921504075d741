import { inProject } from "../setup/project.mjs";
import { readJson } from "./results.mjs";

/** Where the last run of the end-to-end tests is kept. */
export const e2eReport = inProject(".cache", "e2e.json");

/** @param {any} suite @returns {{ type: string, description?: string }[]} */
function annotations(suite) {
  const own = (suite.specs ?? []).flatMap((/** @type {any} */ spec) =>
    spec.tests.flatMap((/** @type {any} */ test) => test.annotations),
  );
  return [...own, ...(suite.suites ?? []).flatMap(annotations)];
}

/** What the last end-to-end run saw over all its pages; nothing where there was none. */
export function e2eFigures() {
  const report = readJson(e2eReport);
  if (!report) return [];
  const all = report.suites.flatMap(annotations);
  const sum = (/** @type {string} */ type) =>
    all
      .filter((/** @type {any} */ each) => each.type === type)
      .reduce(
        (/** @type {number} */ total, /** @type {any} */ each) => total + Number(each.description?.split(" ").at(-1)),
        0,
      );
  const looks = all.filter((/** @type {any} */ each) => each.type === "axe").length;
  return [
    {
      name: "violations of the content security policy, whole e2e run",
      value: sum("policy violations"),
      unit: "",
      limit: 0,
    },
    { name: `serious or critical findings of axe, ${looks} looks`, value: sum("axe"), unit: "", limit: 0 },
  ];
}
