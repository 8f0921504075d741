import fs from "node:fs";

type Figure = {
  name: string;
  value: number;
  unit: string;
  /** What it must not exceed. */
  limit?: number;
  /** What it must reach. */
  least?: number;
};

/** Prints a figure, and keeps it for the table that `npm run bench` makes. */
export function figure(name: string, value: number, unit: string, limit?: number | { least: number }): void {
  const line: Figure = { name, value, unit, ...(typeof limit === "number" ? { limit } : limit) };
  const file = process.env.BENCH_FILE;
  if (file) fs.appendFileSync(file, `${JSON.stringify(line)}\n`);
  else process.stdout.write(`${name}: ${value} ${unit}\n`);
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The value that so many of a hundred do not exceed. */
export function percentile(values: number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil((sorted.length * percent) / 100) - 1)]!;
}
