import os from "node:os";
import path from "node:path";
import tsconfigPaths from "vite-tsconfig-paths";
import { defineConfig } from "vitest/config";

const environment = {
  NODE_ENV: "test" as const,
  LOG_LEVEL: "silent",
  // testDatabase() puts the real one in its place; nothing answers here.
  DATABASE_URL: "postgres://nobody@127.0.0.1:1/none",
  SECRET_KEY: "a secret that only the tests know, long enough",
  DATA_DIR: path.join(os.tmpdir(), `wheelhouse-test-data-${process.pid}`),
};

export default defineConfig({
  plugins: [tsconfigPaths()],
  test: {
    setupFiles: ["test/setup/quiet-console.ts"],
    env: environment,
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["{app,scripts,test/repository}/**/*.test.{ts,tsx}"], testTimeout: 5_000 },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: ["test/integration/**/*.test.{ts,tsx}"],
          globalSetup: ["test/setup/postgres.ts"],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "bench",
          include: ["test/bench/**/*.bench.ts"],
          globalSetup: ["test/setup/postgres.ts"],
          // What is measured must not share the machine with another measurement.
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: "contract",
          include: ["test/contract/**/*.test.ts"],
          globalSetup: ["test/setup/postgres.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
