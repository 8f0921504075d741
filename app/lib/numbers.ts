const letters = ["", "k", "M", "B", "T"];

/** "812", "18.2k", "1.2M": at most three figures and a letter, the same width in a column. */
export function formatCompact(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  let size = Math.abs(value);
  let letter = 0;
  // What would round to a thousand takes the next letter: 999,950 reads as 1M, never as 1000k.
  while (size >= 999.5 && letter < letters.length - 1) {
    size /= 1000;
    letter += 1;
  }
  const decimals = size < 9.995 && letter === 0 ? 2 : size < 99.95 ? 1 : 0;
  return `${value < 0 ? "−" : ""}${trimmed(size, decimals)}${letters[letter]}`;
}

/** "14,208": every digit. */
export function formatNumber(value: number | bigint | null | undefined): string {
  if (value === null || value === undefined || (typeof value === "number" && !Number.isFinite(value))) return "–";
  const [whole = "0", fraction] = String(value).replace("-", "").split(".");
  return `${value < 0 ? "−" : ""}${groupDigits(whole)}${fraction ? `.${fraction}` : ""}`;
}

/** A count that stopped at the cap says so: "10,000+". */
export function formatCount(count: number, cap = 10_000): string {
  return count > cap ? `${formatNumber(cap)}+` : formatNumber(count);
}

/** "1.9 %", "71 %", "< 0.1 %"; a share of nothing is unknown. */
export function formatShare(part: number, whole: number): string {
  if (whole === 0 || !Number.isFinite(part / whole)) return "–";
  const percent = (part / whole) * 100;
  if (percent > 0 && percent < 0.1) return "< 0.1 %";
  return `${trimmed(percent, percent < 10 ? 1 : 0)} %`;
}

export function groupDigits(whole: string): string {
  return whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

function trimmed(value: number, decimals: number): string {
  const fixed = value.toFixed(decimals);
  return fixed.includes(".") ? fixed.replace(/\.?0+$/, "") : fixed;
}
