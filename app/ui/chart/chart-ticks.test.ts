import { expect, test } from "vitest";
import { momentLabel, niceTicks, timeTicks } from "./chart-ticks";

const hour = 3_600_000;
const day = 24 * hour;

test("axis steps are round and include zero", () => {
  expect(niceTicks(0, 1.9)).toEqual([0, 0.5, 1, 1.5, 2]);
  expect(niceTicks(3, 97)).toEqual([0, 25, 50, 75, 100]);
  expect(niceTicks(-4, 9)).toEqual([-5, 0, 5, 10]);
  expect(niceTicks(0, 0.3)).toEqual([0, 0.1, 0.2, 0.3]);
  expect(niceTicks(0, 0)).toEqual([0, 1]);
});

test("steps cover the data for any size", () => {
  for (let power = -6; power < 12; power++) {
    for (const factor of [1, 1.3, 2.7, 4.9, 7.7, 9.99]) {
      const max = factor * 10 ** power;
      const ticks = niceTicks(0, max);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(max * 0.999);
      expect(ticks.length).toBeGreaterThanOrEqual(3);
      expect(ticks.length).toBeLessThanOrEqual(6);
    }
  }
});

test("a week shows days of that zone", () => {
  const from = Date.UTC(2026, 10, 13, 23);
  const ticks = timeTicks(from, from + 7 * day, "Europe/Oslo");
  expect(ticks.map((tick) => tick.label)).toEqual([
    "Sat 14",
    "Sun 15",
    "Mon 16",
    "Tue 17",
    "Wed 18",
    "Thu 19",
    "Fri 20",
    "Sat 21",
  ]);
  expect(ticks[0]?.at).toBe(from);
});

test("hours stay round in a zone with a half hour", () => {
  const from = Date.UTC(2026, 10, 14, 0);
  const ticks = timeTicks(from, from + 12 * hour, "Asia/Kolkata");
  expect(ticks.map((tick) => tick.label)).toContain("12:00");
  expect(ticks.every((tick) => tick.label.endsWith(":00"))).toBe(true);
});

test("days stay at midnight when summer time ends", () => {
  const from = Date.UTC(2026, 9, 22, 22);
  const ticks = timeTicks(from, from + 6 * day, "Europe/Oslo");
  expect(ticks.map((tick) => (tick.at - from) / hour)).toEqual([0, 24, 48, 73, 97, 121]);
});

test("hours neither repeat nor go missing when the clock changes", () => {
  for (const from of [Date.UTC(2026, 2, 28, 18), Date.UTC(2026, 9, 24, 18)]) {
    const ticks = timeTicks(from, from + 12 * hour, "Europe/Oslo", 12);
    expect(new Set(ticks.map((tick) => tick.at)).size).toBe(ticks.length);
    for (const [index, tick] of ticks.entries()) if (index) expect(tick.at).toBeGreaterThan(ticks[index - 1]?.at ?? 0);
    expect(ticks.length).toBeGreaterThanOrEqual(11);
  }
});

test("a year shows months", () => {
  const ticks = timeTicks(Date.UTC(2026, 0, 1), Date.UTC(2026, 11, 31), "UTC");
  expect(ticks[0]?.label).toBe("Jan 26");
  expect(ticks.every((tick) => new Date(tick.at).getUTCDate() === 1)).toBe(true);
});

test("any range gives a readable number of ticks inside it", () => {
  for (let span = 60_000; span < 400 * day; span *= 1.7) {
    const from = Date.UTC(2026, 5, 3, 7, 13, 21);
    const ticks = timeTicks(from, from + span, "America/New_York");
    expect(ticks.length).toBeLessThanOrEqual(12);
    for (const tick of ticks) expect(tick.at >= from && tick.at <= from + span).toBe(true);
  }
});

test("no range, no ticks", () => {
  expect(timeTicks(5, 5, "UTC")).toEqual([]);
});

test("a bucket is named by its date, and by its time when it is shorter than a day", () => {
  const at = Date.UTC(2026, 10, 14, 13, 15);
  expect(momentLabel(at, "UTC", 900_000)).toBe("Sat 14 Nov 13:15");
  expect(momentLabel(at, "UTC", day)).toBe("Sat 14 Nov");
});
