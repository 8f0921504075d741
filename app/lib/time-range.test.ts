import { expect, test } from "vitest";
import { parseTimeRange } from "./parse-time-range";
import { labelTimeRange } from "./time-range-label";
import { isRelativeRange, printTimeRange, resolveRange, stepRange, zoomOut } from "./time-range";
import { instantOf, isTimeZone, startOfDay } from "./time-zone";

const oslo = "Europe/Oslo";
const now = new Date("2026-11-20T09:30:00Z");

const cases: [typed: string, from: string, to: string, label: string, address?: string][] = [
  ["15m", "2026-11-20T09:15:00Z", "2026-11-20T09:30:00Z", "Last 15 minutes", "15m"],
  ["1h", "2026-11-20T08:30:00Z", "2026-11-20T09:30:00Z", "Last hour", "1h"],
  ["2h", "2026-11-20T07:30:00Z", "2026-11-20T09:30:00Z", "Last 2 hours", "2h"],
  ["last 30 minutes", "2026-11-20T09:00:00Z", "2026-11-20T09:30:00Z", "Last 30 minutes", "30m"],
  ["past 3 days", "2026-11-17T09:30:00Z", "2026-11-20T09:30:00Z", "Last 3 days", "3d"],
  ["24h", "2026-11-19T09:30:00Z", "2026-11-20T09:30:00Z", "Last 24 hours", "24h"],
  ["2 weeks", "2026-11-06T09:30:00Z", "2026-11-20T09:30:00Z", "Last 2 weeks", "2w"],
  ["30d", "2026-10-21T09:30:00Z", "2026-11-20T09:30:00Z", "Last 30 days", "30d"],
  ["today", "2026-11-19T23:00:00Z", "2026-11-20T09:30:00Z", "Today", "today"],
  ["Yesterday", "2026-11-18T23:00:00Z", "2026-11-19T23:00:00Z", "Yesterday", "yesterday"],
  ["yesterday..now", "2026-11-18T23:00:00Z", "2026-11-20T09:30:00Z", "Since yesterday", "yesterday..now"],
  ["3h..1h", "2026-11-20T06:30:00Z", "2026-11-20T08:30:00Z", "20 Nov, 07:30–09:30", "3h..1h"],
  ["yesterday 14:00-15:00", "2026-11-19T13:00:00Z", "2026-11-19T14:00:00Z", "19 Nov, 14:00–15:00"],
  ["Nov 3", "2026-11-02T23:00:00Z", "2026-11-03T23:00:00Z", "3 Nov"],
  ["3 nov", "2026-11-02T23:00:00Z", "2026-11-03T23:00:00Z", "3 Nov"],
  ["Nov 3 14:00-15:00", "2026-11-03T13:00:00Z", "2026-11-03T14:00:00Z", "3 Nov, 14:00–15:00"],
  ["Nov 3 14:00 - Nov 4 09:30", "2026-11-03T13:00:00Z", "2026-11-04T08:30:00Z", "3 Nov, 14:00 – 4 Nov, 09:30"],
  ["Nov 3 23:00-01:00", "2026-11-03T22:00:00Z", "2026-11-04T00:00:00Z", "3 Nov, 23:00 – 4 Nov, 01:00"],
  ["Nov 1 to Nov 3", "2026-10-31T23:00:00Z", "2026-11-03T23:00:00Z", "1 Nov – 3 Nov"],
  ["november 3, 2025", "2025-11-02T23:00:00Z", "2025-11-03T23:00:00Z", "3 Nov 2025"],
  ["Dec 24", "2025-12-23T23:00:00Z", "2025-12-24T23:00:00Z", "24 Dec 2025"],
  ["08:00-09:00", "2026-11-20T07:00:00Z", "2026-11-20T08:00:00Z", "20 Nov, 08:00–09:00"],
  ["2026-11-03", "2026-11-02T23:00:00Z", "2026-11-03T23:00:00Z", "3 Nov"],
  ["2026-11-03 14:00", "2026-11-03T13:00:00Z", "2026-11-03T13:01:00Z", "3 Nov, 14:00–14:01"],
  ["2026-11-03T14:00..2026-11-03T15:30", "2026-11-03T13:00:00Z", "2026-11-03T14:30:00Z", "3 Nov, 14:00–15:30"],
  ["2026-11-03T14:00Z..2026-11-03T15:00Z", "2026-11-03T14:00:00Z", "2026-11-03T15:00:00Z", "3 Nov, 15:00–16:00"],
  [
    "2026-11-03T14:00+09:00/2026-11-03T15:00+09:00",
    "2026-11-03T05:00:00Z",
    "2026-11-03T06:00:00Z",
    "3 Nov, 06:00–07:00",
  ],
  ["2026-11-01..2026-11-03", "2026-10-31T23:00:00Z", "2026-11-03T23:00:00Z", "1 Nov – 3 Nov"],
  ["2026-11-01..", "2026-10-31T23:00:00Z", "2026-11-20T09:30:00Z", "Since 1 Nov"],
  // The clocks went back on 25 October 2026: that day has 25 hours.
  ["Oct 25", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", "25 Oct"],
  ["Oct 25 01:00-04:00", "2026-10-24T23:00:00Z", "2026-10-25T03:00:00Z", "25 Oct, 01:00–04:00"],
  // They went forward on 29 March 2026: 02:30 did not exist, and that day had 23 hours.
  ["Mar 29", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", "29 Mar"],
  ["Mar 29 02:30-04:00", "2026-03-29T01:30:00Z", "2026-03-29T02:00:00Z", "29 Mar, 03:30–04:00"],
];

test.each(cases)("%s means what it says in Oslo, and its address means the same", (typed, from, to, label, address) => {
  const range = parseTimeRange(typed, now, oslo);
  if (!range) throw new Error(`${typed} was not understood`);
  const resolved = resolveRange(range, now, oslo);
  expect([resolved.from.toISOString(), resolved.to.toISOString()]).toEqual([iso(from), iso(to)]);
  expect(labelTimeRange(range, now, oslo)).toBe(label);
  const printed = printTimeRange(range);
  if (address) expect(printed).toBe(address);
  expect(parseTimeRange(printed, now, oslo)).toEqual(range);
  if (!isRelativeRange(range)) {
    const elsewhere = parseTimeRange(printed, now, "Asia/Tokyo");
    expect(elsewhere && resolveRange(elsewhere, now, "Asia/Tokyo").from).toEqual(resolved.from);
  }
});

test.each([
  "",
  "soon",
  "2x",
  "0h",
  "Nov 31",
  "2026-13-01",
  "25:00-26:00",
  "15:00..14:00Z",
  "now..2h",
  "2h..3h",
  "feb",
  "1..2",
  "-",
  "..",
])("%s is not a range", (typed) => {
  expect(parseTimeRange(typed, now, oslo)).toBeNull();
});

test("a relative range moves with the clock, a typed one stays", () => {
  const later = new Date("2026-11-20T10:30:00Z");
  const relative = parseTimeRange("1h", now, oslo);
  const fixed = parseTimeRange("08:00-09:00", now, oslo);
  expect(relative && resolveRange(relative, later, oslo).to).toEqual(later);
  expect(fixed && resolveRange(fixed, later, oslo).to.toISOString()).toBe(iso("2026-11-20T08:00:00Z"));
});

test("stepping moves by the width, and whole days by calendar days over a clock change", () => {
  const hour = parseTimeRange("08:00-09:00", now, oslo);
  const day = parseTimeRange("Oct 25", now, oslo);
  if (!hour || !day) throw new Error("not understood");
  expect(labelTimeRange(stepRange(hour, -1, now, oslo), now, oslo)).toBe("20 Nov, 07:00–08:00");
  expect(labelTimeRange(stepRange(day, -1, now, oslo), now, oslo)).toBe("24 Oct");
  expect(labelTimeRange(stepRange(day, 1, now, oslo), now, oslo)).toBe("26 Oct");
});

test("zooming out doubles the range, keeps a relative one relative and stops at now", () => {
  const relative = parseTimeRange("6h", now, oslo);
  const past = parseTimeRange("08:00-09:00", now, oslo);
  const recent = parseTimeRange("10:00-10:30", now, oslo);
  if (!relative || !past || !recent) throw new Error("not understood");
  expect(printTimeRange(zoomOut(relative, now, oslo))).toBe("12h");
  expect(labelTimeRange(zoomOut(past, now, oslo), now, oslo)).toBe("20 Nov, 07:30–09:30");
  expect(labelTimeRange(zoomOut(recent, now, oslo), now, oslo)).toBe("20 Nov, 09:30–10:30");
});

test("midnight and clock times hold in zones with odd offsets and changes at midnight", () => {
  expect(startOfDay(now, "Asia/Kathmandu").toISOString()).toBe(iso("2026-11-19T18:15:00Z"));
  // Beirut goes forward at midnight: on 29 March 2026 the day begins at 01:00.
  expect(startOfDay(new Date("2026-03-29T10:00:00Z"), "Asia/Beirut").toISOString()).toBe(iso("2026-03-28T22:00:00Z"));
  const twice = { year: 2026, month: 10, day: 25, hour: 2, minute: 30, second: 0 };
  expect(instantOf(twice, oslo).toISOString()).toBe(iso("2026-10-25T00:30:00Z"));
  expect(isTimeZone("Mars/Olympus")).toBe(false);
});

function iso(text: string): string {
  return new Date(text).toISOString();
}
