import fs from "node:fs";
import { createRequire } from "node:module";
import { expect, test, type Page } from "@playwright/test";
import type { AxeResults } from "axe-core";
import { settled } from "./settled";

const source = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Fails when a person with a screen reader, a keyboard or weak eyes would meet something serious on the page. */
export async function expectAccessible(page: Page): Promise<void> {
  await settled(page);
  // Through the debugger, which the page's policy does not bind. Once a document: it is half a megabyte.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(source);
  const grave = await findGrave(page);
  test.info().annotations.push({ type: "axe", description: `${page.url()} ${grave.length}` });
  const told = grave.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes.map((node) => `  ${node.html.slice(0, 200)}\n    ${node.failureSummary?.split("\n")[1]?.trim() ?? ""}`).join("\n")}`,
  );
  expect(told.join("\n"), `what axe finds on ${page.url()}`).toBe("");
}

async function findGrave(page: Page): Promise<AxeResults["violations"]> {
  const { violations } = await page.evaluate(() => {
    const { axe } = globalThis as unknown as {
      axe: { configure: (spec: object) => void; run: (options: object) => Promise<AxeResults> };
    };
    // What is dimmed while the new is on its way is inactive, and contrast is not asked of it (WCAG 1.4.3).
    axe.configure({
      rules: [{ id: "color-contrast", selector: "*:not([aria-busy=true], [aria-busy=true] *)" }],
    });
    return axe.run({
      resultTypes: ["violations"],
      // No rule of these fetches style sheets or media.
      preload: false,
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
  });
  return violations.filter(({ impact }) => impact === "serious" || impact === "critical");
}
