import { expect, test } from "vitest";
import { nextRun } from "./next-run.server";

const now = new Date("2026-11-20T23:59:30Z");

test.each([
  ["* * * * *", "2026-11-21T00:00:00.000Z"],
  ["7 * * * *", "2026-11-21T00:07:00.000Z"],
  ["23 3 * * *", "2026-11-21T03:23:00.000Z"],
  ["0 0 1 1 *", "2027-01-01T00:00:00.000Z"],
  ["0 9 * * 1", "2026-11-23T09:00:00.000Z"],
])("%s comes next at %s", (cron, at) => {
  expect(nextRun(cron, now)?.toISOString()).toBe(at);
});
