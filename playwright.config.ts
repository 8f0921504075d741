import { defineConfig } from "@playwright/test";
import { browserArguments, ensureBrowser } from "./test/browser/find-browser.mjs";

const { executablePath, env } = await ensureBrowser();

export default defineConfig({
  testDir: "test/e2e",
  testMatch: "**/*.spec.ts",
  globalSetup: "./test/e2e/setup/global.ts",
  outputDir: "test-results",
  // The second browser waits for the same two processors; more would only make each test slower.
  workers: 2,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: ".cache/e2e.json" }]],
  use: {
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      executablePath,
      args: browserArguments,
      env: { ...(process.env as Record<string, string>), ...env },
    },
  },
});
