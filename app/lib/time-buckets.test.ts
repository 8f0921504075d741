import { expect, test } from "vitest";
import { bucketBounds, zonedTime, type TimeBucket } from "./time-buckets";

const HOUR = 3_600_000;
function boundsOf(from: string, to: string, bucket: TimeBucket, zone: string): string[] {
  return bucketBounds(Date.parse(from), Date.parse(to), bucket, zone).map((at) => zonedTime(at, zone));
}
const hours = (bounds: number[]) => bounds.slice(1).map((at, i) => (at - bounds[i]!) / HOUR);

test("days last as long as the clock says: 23 hours in spring, 25 in autumn", () => {
  const days = (from: string, zone: string) =>
    hours(bucketBounds(Date.parse(from), Date.parse(from) + 72 * HOUR, "day", zone));
  expect(days("2026-03-28T12:00:00Z", "Europe/Berlin")).toEqual([24, 23, 24, 24]);
  expect(days("2026-10-24T12:00:00Z", "Europe/Berlin")).toEqual([24, 25, 24, 24]);
  expect(days("2026-04-04T00:00:00Z", "Pacific/Chatham")).toEqual([24, 25, 24, 24]);
  expect(days("2026-11-01T00:00:00Z", "Asia/Kathmandu")).toEqual([24, 24, 24, 24]);
});

test("a bucket is named by its start with the zone's offset, and the first may begin before the range", () => {
  expect(boundsOf("2026-03-28T12:00:00Z", "2026-03-29T22:00:00Z", "day", "Europe/Berlin")).toEqual([
    "2026-03-28T00:00:00+01:00",
    "2026-03-29T00:00:00+01:00",
    "2026-03-30T00:00:00+02:00",
  ]);
  expect(boundsOf("2026-11-01T00:00:00Z", "2026-11-01T01:00:00Z", "hour", "Asia/Kathmandu")).toEqual([
    "2026-11-01T05:00:00+05:45",
    "2026-11-01T06:00:00+05:45",
    "2026-11-01T07:00:00+05:45",
  ]);
  expect(boundsOf("2026-11-01T00:00:00Z", "2026-11-01T00:20:00Z", "15m", "America/New_York")).toEqual([
    "2026-10-31T20:00:00-04:00",
    "2026-10-31T20:15:00-04:00",
    "2026-10-31T20:30:00-04:00",
  ]);
});

test("the hour that comes twice is two buckets, and a clock that is put by half an hour begins one", () => {
  expect(boundsOf("2026-10-24T23:30:00Z", "2026-10-25T02:00:00Z", "hour", "Europe/Berlin")).toEqual([
    "2026-10-25T01:00:00+02:00",
    "2026-10-25T02:00:00+02:00",
    "2026-10-25T02:00:00+01:00",
    "2026-10-25T03:00:00+01:00",
  ]);
  expect(boundsOf("2026-04-04T14:00:00Z", "2026-04-04T16:30:00Z", "hour", "Australia/Lord_Howe")).toEqual([
    "2026-04-05T01:00:00+11:00",
    "2026-04-05T01:30:00+10:30",
    "2026-04-05T02:00:00+10:30",
    "2026-04-05T03:00:00+10:30",
  ]);
});

test("weeks begin on Monday, and months have their own lengths", () => {
  expect(boundsOf("2026-11-01T12:00:00Z", "2026-11-03T00:00:00Z", "week", "UTC")).toEqual([
    "2026-10-26T00:00:00+00:00",
    "2026-11-02T00:00:00+00:00",
    "2026-11-09T00:00:00+00:00",
  ]);
  expect(boundsOf("2026-12-31T23:30:00Z", "2027-02-10T00:00:00Z", "month", "Europe/Berlin")).toEqual([
    "2027-01-01T00:00:00+01:00",
    "2027-02-01T00:00:00+01:00",
    "2027-03-01T00:00:00+01:00",
  ]);
});
