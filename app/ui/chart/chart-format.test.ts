import { expect, test } from "vitest";
import { bytesFormat, countFormat, durationFormat, percentFormat, usdFormat } from "./chart-format";

test("counts are short beside an axis and whole in a tooltip", () => {
  expect(countFormat.tick(212_000_000)).toBe("212M");
  expect(countFormat.full(14_208)).toBe("14,208");
  expect(countFormat.tick(0)).toBe("0");
});

test("money is round beside an axis, exact in a tooltip and free of floating point dust", () => {
  expect(usdFormat.tick(3)).toBe("$3");
  expect(usdFormat.tick(2.5)).toBe("$2.50");
  expect(usdFormat.tick(0)).toBe("$0");
  expect(usdFormat.full(0.1 + 0.2)).toBe("$0.30");
  expect(usdFormat.full(41.2)).toBe("$41.20");
  expect(usdFormat.full(12_345.678)).toBe("$12,345.678");
  expect(usdFormat.full(0.000_000_123_4)).toBe("$0.0000001234");
  expect(usdFormat.full(-3.5)).toBe("−$3.50");
});

test("durations and shares are short beside an axis", () => {
  expect(durationFormat.tick(10_000)).toBe("10 s");
  expect(durationFormat.tick(120_000)).toBe("2m");
  expect(durationFormat.full(11_400)).toBe("11.4 s");
  expect(percentFormat.full(0.019)).toBe("1.9 %");
  expect(bytesFormat.full(5_000_000)).toBe("5.0 MB");
});
