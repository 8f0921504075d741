import { expect, test } from "vitest";
import { formatBytes } from "./bytes";
import { addDecimals, compareDecimals, roundToSignificant } from "./decimal";
import { formatDuration, formatSeconds, parseDuration } from "./duration";
import { formatMoney, formatMoneyExactly, sumMoney } from "./money";
import { formatCompact, formatCount, formatNumber, formatShare } from "./numbers";
import { formatRelative } from "./relative-time";

test.each([
  [null, "unknown"],
  ["0", "$0"],
  ["0.000000", "$0"],
  ["0.021345678", "$0.02135"],
  ["0.0000001234567", "$0.0000001235"],
  ["0.5", "$0.50"],
  ["5", "$5.00"],
  ["31.84", "$31.84"],
  ["110.93", "$110.9"],
  ["999.96", "$1,000"],
  ["1234.5", "$1,235"],
  ["9999.6", "$10.00k"],
  ["12345.67", "$12.35k"],
  ["1234567.89", "$1.235M"],
  ["-0.0213", "−$0.0213"],
])("%s of money reads %s", (amount, text) => {
  expect(formatMoney(amount)).toBe(text);
});

test("the exact amount keeps every digit", () => {
  expect(formatMoneyExactly("1234567.123456789012345678")).toBe("$1,234,567.123456789012345678");
  expect(formatMoneyExactly("-0.10")).toBe("−$0.1");
  expect(formatMoneyExactly(null)).toBe("unknown");
});

test("sums are exact, and what is unknown is counted, not taken for zero", () => {
  expect(sumMoney(["0.1", "0.2", null, "0.000000000000000001"])).toEqual({ total: "0.300000000000000001", unknown: 1 });
  expect(addDecimals("-1", "0.999")).toBe("-0.001");
  expect(compareDecimals("10", "9.99999")).toBe(1);
  expect(compareDecimals("1.0", "1")).toBe(0);
  expect(roundToSignificant("0.99995", 4)).toBe("1");
  expect(() => addDecimals("1e3", "1")).toThrow("Not a decimal");
});

test.each([
  [null, "–"],
  [0, "0"],
  [0.756, "0.76"],
  [41.27, "41.3"],
  [812, "812"],
  [999, "999"],
  [1000, "1k"],
  [18_240, "18.2k"],
  [201_499, "201k"],
  [999_950, "1M"],
  [1_234_567, "1.2M"],
  [212_000_000, "212M"],
  [-1500, "−1.5k"],
])("%s reads %s in a column", (value, text) => {
  expect(formatCompact(value)).toBe(text);
});

test("counts, digits and shares say what they know", () => {
  expect(formatNumber(14_208)).toBe("14,208");
  expect(formatNumber(-1234.5)).toBe("−1,234.5");
  expect(formatNumber(12_345_678_901_234_567_890n)).toBe("12,345,678,901,234,567,890");
  expect(formatCount(10_000)).toBe("10,000");
  expect(formatCount(10_001)).toBe("10,000+");
  expect(formatShare(19, 1000)).toBe("1.9 %");
  expect(formatShare(1, 100_000)).toBe("< 0.1 %");
  expect(formatShare(0, 5)).toBe("0 %");
  expect(formatShare(0, 0)).toBe("–");
});

test.each([
  [0, "0 B"],
  [640, "640 B"],
  [1200, "1.2 kB"],
  [999_950, "1.0 MB"],
  [153_000_000, "153 MB"],
  [null, "–"],
])("%s bytes read %s", (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test.each([
  [0, "0 ms"],
  [640, "640 ms"],
  [999.7, "1.0 s"],
  [8_400, "8.4 s"],
  [59_960, "1m 00s"],
  [184_000, "3m 04s"],
  [7_500_000, "2h 05m"],
  [273_600_000, "3d 4h"],
  [null, "–"],
])("%s ms read %s", (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

test("a typed duration is read, anything else is refused", () => {
  expect(parseDuration("2s")).toBe(2000);
  expect(parseDuration("1m30s")).toBe(90_000);
  expect(parseDuration("500 ms")).toBe(500);
  expect(parseDuration("1.5h")).toBe(5_400_000);
  expect(parseDuration("3")).toBe(3000);
  for (const bad of ["", "s", "2x", "2s!", "-1s"]) expect(parseDuration(bad)).toBeNull();
  expect(formatSeconds(640)).toBe("0.6 s");
});

test("time from now is short, both ways", () => {
  const now = new Date("2026-11-20T12:00:00Z");
  expect(formatRelative(new Date("2026-11-20T11:59:42Z"), now)).toBe("18 s ago");
  expect(formatRelative(new Date("2026-11-20T12:04:00Z"), now)).toBe("in 4 min");
  expect(formatRelative(new Date("2026-11-18T12:00:00Z"), now)).toBe("2 d ago");
  expect(formatRelative(now, now)).toBe("now");
  expect(formatRelative(new Date("2026-01-01T12:00:00Z"), now)).toBeNull();
});
