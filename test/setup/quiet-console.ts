import { format } from "node:util";
import { afterEach, beforeEach, expect } from "vitest";

let said: string[] = [];

for (const level of ["error", "warn"] as const)
  console[level] = (...parts: unknown[]) => void said.push(`console.${level}: ${format(...parts)}`);

/** Takes what was said so far and checks that some of it matches; without this, words on the console fail a test. */
export function expectOnConsole(pattern: RegExp): void {
  const words = said.join("\n");
  said = [];
  expect(words).toMatch(pattern);
}

beforeEach(() => {
  said = [];
});

afterEach(() => {
  const words = said.join("\n");
  said = [];
  if (words) throw new Error(`Nothing may be written to the console:\n${words}`);
});
