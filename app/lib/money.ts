import { addDecimals, compareDecimals, roundToSignificant } from "./decimal";
import { groupDigits } from "./numbers";

export const unknownMoney = "unknown";

const figures = 4;

/** "$0.02135", "$31.84", "$12.35k": four figures. Null is not zero: nobody knows the price. */
export function formatMoney(amount: string | null | undefined, sign = "$"): string {
  if (amount === null || amount === undefined) return unknownMoney;
  const rounded = roundToSignificant(amount, figures);
  const minus = rounded.startsWith("-") ? "−" : "";
  const size = rounded.replace("-", "");
  if (size === "0") return `${sign}0`;
  const [step, suffix] = compareDecimals(size, "10000") < 0 ? [0, ""] : magnitude(size);
  return `${minus}${sign}${withCents(shiftPoint(size, step))}${suffix}`;
}

/** Every digit, for the hover and for copying. */
export function formatMoneyExactly(amount: string | null | undefined, sign = "$"): string {
  if (amount === null || amount === undefined) return unknownMoney;
  const [whole = "0", fraction] = addDecimals(amount, "0").replace("-", "").split(".");
  return `${amount.startsWith("-") ? "−" : ""}${sign}${groupDigits(whole)}${fraction ? `.${fraction}` : ""}`;
}

/** The sum of what is known, and how many amounts are not. */
export function sumMoney(amounts: Iterable<string | null>): { total: string; unknown: number } {
  let total = "0";
  let unknown = 0;
  for (const amount of amounts) {
    if (amount === null) unknown += 1;
    else total = addDecimals(total, amount);
  }
  return { total, unknown };
}

function magnitude(size: string): [number, string] {
  if (compareDecimals(size, "1000000") < 0) return [3, "k"];
  return compareDecimals(size, "1000000000") < 0 ? [6, "M"] : [9, "bn"];
}

function shiftPoint(size: string, step: number): string {
  const [whole = "0", fraction = ""] = size.split(".");
  const digits = whole.padStart(step + 1, "0");
  const cut = digits.length - step;
  const tail = (digits.slice(cut) + fraction).replace(/0+$/, "");
  return tail ? `${digits.slice(0, cut)}.${tail}` : digits.slice(0, cut);
}

/** Below a hundred two decimals always stand, as on a bill; beyond, four figures leave fewer. */
function withCents(size: string): string {
  const [whole = "0", fraction = ""] = size.split(".");
  const decimals = whole.length >= figures ? 0 : Math.min(2, figures - whole.length);
  const shown = fraction.padEnd(decimals, "0");
  return shown ? `${groupDigits(whole)}.${shown}` : groupDigits(whole);
}
