/** Decimals as text, exact at any length: prices are summed and compared without floating point. */

type Scaled = { units: bigint; scale: number };

const decimalText = /^-?\d+(\.\d+)?$/;

export function isDecimal(text: string): boolean {
  return decimalText.test(text);
}

export function addDecimals(a: string, b: string): string {
  const left = scaled(a);
  const right = scaled(b);
  const scale = Math.max(left.scale, right.scale);
  return print({ units: raise(left, scale) + raise(right, scale), scale });
}

export function compareDecimals(a: string, b: string): number {
  const left = scaled(a);
  const right = scaled(b);
  const scale = Math.max(left.scale, right.scale);
  const difference = raise(left, scale) - raise(right, scale);
  return difference === 0n ? 0 : difference > 0n ? 1 : -1;
}

/** Rounds half away from zero to so many significant digits; zeros at the end are dropped. */
export function roundToSignificant(text: string, digits: number): string {
  const value = scaled(text);
  const negative = value.units < 0n;
  const figures = (negative ? -value.units : value.units).toString();
  const surplus = figures.length - digits;
  if (surplus <= 0) return print(value);
  const step = 10n ** BigInt(surplus);
  const rounded = ((BigInt(figures) + step / 2n) / step) * step;
  return print({ units: negative ? -rounded : rounded, scale: value.scale });
}

function scaled(text: string): Scaled {
  if (!isDecimal(text)) throw new Error(`Not a decimal: ${text}`);
  const point = text.indexOf(".");
  const scale = point === -1 ? 0 : text.length - point - 1;
  return { units: BigInt(text.replace(".", "")), scale };
}

function raise(value: Scaled, scale: number): bigint {
  return value.units * 10n ** BigInt(scale - value.scale);
}

function print({ units, scale }: Scaled): string {
  const negative = units < 0n;
  const digits = (negative ? -units : units).toString().padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const fraction = scale === 0 ? "" : digits.slice(-scale).replace(/0+$/, "");
  const text = fraction ? `${whole}.${fraction}` : whole;
  return negative && text !== "0" ? `-${text}` : text;
}
