import { formatBytes } from "~/lib/bytes";
import { formatDuration } from "~/lib/duration";
import { formatMoney, formatMoneyExactly } from "~/lib/money";
import { formatCompact, formatNumber, formatShare } from "~/lib/numbers";

/** How a figure is written: short beside an axis, full in a tooltip and in the table. */
export type ChartFormat = { tick: (value: number) => string; full: (value: number) => string };

export const countFormat: ChartFormat = { tick: formatCompact, full: formatNumber };

/** Sums made in floating point end in digits that nobody meant; twelve figures are beyond any bill. */
function decimalText(value: number): string {
  const rounded = Number(value.toPrecision(12));
  const text = String(rounded);
  return text.includes("e") ? rounded.toFixed(18).replace(/\.?0+$/, "") : text;
}

export const usdFormat: ChartFormat = {
  tick: (value) => formatMoney(decimalText(value)).replace(/\.00(?=\D|$)/, ""),
  full: (value) => formatMoneyExactly(decimalText(value)).replace(/\.(\d)$/, ".$10"),
};

/** Milliseconds. */
export const durationFormat: ChartFormat = {
  tick: (value) => (value === 0 ? "0" : formatDuration(value).replace(".0 s", " s").replace(" 00s", "")),
  full: formatDuration,
};

/** Shares of one: 0.019 is written 1.9 %. */
export const percentFormat: ChartFormat = {
  tick: (value) => formatShare(value, 1),
  full: (value) => formatShare(value, 1),
};

export const bytesFormat: ChartFormat = { tick: formatBytes, full: formatBytes };
