import fs from "node:fs";
import path from "node:path";
import { Failure, messageOf } from "../../scripts/process/failure.mjs";
import { inProject } from "../../scripts/setup/project.mjs";
import { run } from "../../scripts/process/run.mjs";
import { npmBrowser } from "./npm-browser.mjs";

/**
 * @typedef {object} Browser how Playwright starts it
 * @property {string} name what it is and where it came from
 * @property {string} executablePath
 * @property {Record<string, string>} [env] set for it alone
 */

/** WebGL without a graphics card. */
export const browserArguments = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"];

const SYSTEM = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** @returns {Promise<string>} where Playwright keeps the browser it was made for, whether it is there or not */
async function playwrightsOwn() {
  const { chromium } = await import("@playwright/test");
  return chromium.executablePath();
}

/** @param {number} limitMs @returns {Promise<Browser>} */
async function downloadPlaywrights(limitMs) {
  const cli = inProject("node_modules", "@playwright", "test", "cli.js");
  const { code, output } = await run(process.execPath, [cli, "install", "chromium"], {
    signal: AbortSignal.timeout(limitMs),
  });
  const executablePath = await playwrightsOwn();
  if (code !== 0 || !fs.existsSync(executablePath))
    throw new Failure(`Playwright could not download its browser: ${output.trim().split("\n").at(-1)}`);
  return { name: "Playwright's Chromium, downloaded", executablePath };
}

/** Starts it and draws a word: a browser without its libraries or fonts ends here. @param {Browser} browser */
async function tryOut({ executablePath, env }) {
  const { chromium } = await import("@playwright/test");
  const browser = await chromium.launch({
    executablePath,
    args: browserArguments,
    env: { .../** @type {Record<string, string>} */ (process.env), ...env },
    timeout: 30_000,
  });
  try {
    const page = await browser.newPage();
    await page.setContent("<p>Wheelhouse</p>", { timeout: 15_000 });
    const width = await page.locator("p").evaluate((p) => p.getBoundingClientRect().height);
    if (!(width > 0)) throw new Failure("it draws no text");
    return browser.version();
  } finally {
    await browser.close();
  }
}

/**
 * The browser for end-to-end tests: the one the environment names, Playwright's own, the system's, one from npm; when
 * all fail, Playwright's is downloaded. Throws when there is none, because tests that cannot run have not passed.
 * @param {{ limitMs?: number }} [options] @returns {Promise<Browser>}
 */
export async function ensureBrowser({ limitMs = 300_000 } = {}) {
  const named = process.env.PW_CHROMIUM || process.env.CHROME;
  /** @type {(() => Promise<Browser> | Browser)[]} */
  const places = named
    ? [() => ({ name: `the browser at ${named}`, executablePath: path.resolve(named) })]
    : [
        async () => ({ name: "Playwright's Chromium", executablePath: await playwrightsOwn() }),
        ...SYSTEM.map((executablePath) => () => ({ name: executablePath, executablePath })),
        () => npmBrowser(),
        () => downloadPlaywrights(limitMs),
      ];
  /** @type {string[]} */
  const problems = [];
  for (const place of places) {
    try {
      const browser = await place();
      if (!fs.existsSync(browser.executablePath)) {
        if (named) problems.push(`${named} does not exist`);
        continue;
      }
      const version = await tryOut(browser);
      return { ...browser, name: `${browser.name}, ${version}` };
    } catch (error) {
      problems.push(messageOf(error).split("\n")[0] ?? "");
    }
  }
  throw new Failure(
    `There is no browser to test with:\n${problems.map((problem) => `  ${problem}`).join("\n")}\nInstall Chromium or Chrome, or set PW_CHROMIUM to one.`,
  );
}
