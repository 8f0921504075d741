import { expect, test } from "vitest";
import { formatTurnTime } from "./turn-time";

const now = new Date("2026-11-20T01:30:00Z");

test("a turn of today shows its second, one of another day its date", () => {
  expect(formatTurnTime(new Date("2026-11-20T00:05:09Z"), now, "UTC")).toBe("00:05:09");
  expect(formatTurnTime(new Date("2026-11-19T23:59:59Z"), now, "UTC")).toBe("19 Nov 23:59");
  expect(formatTurnTime(new Date("2025-11-20T00:05:09Z"), now, "UTC")).toBe("20 Nov 00:05");
});

test("which day it is depends on the zone of whoever looks", () => {
  expect(formatTurnTime(new Date("2026-11-19T23:59:59Z"), now, "Europe/Oslo")).toBe("00:59:59");
});
