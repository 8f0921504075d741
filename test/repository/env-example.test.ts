import fs from "node:fs";
import { parseEnv } from "node:util";
import { expect, test } from "vitest";
import { readEnv } from "~/config/env.server";
import { readSettings } from "../../scripts/setup/settings.mjs";

const example = parseEnv(fs.readFileSync(".env.example", "utf8")) as Record<string, string>;

/** What the starter hands to the console, and nobody sets by hand. */
const HANDED_OVER = ["NODE_ENV", "OWNER_DATABASE_URL"];

function readBy(file: string, pattern: RegExp): string[] {
  return [...fs.readFileSync(file, "utf8").matchAll(pattern)].map((match) => match[1]!);
}

test(".env.example lists exactly what the console and its starter read", () => {
  const console = readBy("app/config/env.server.ts", /^ {2}([A-Z][A-Z_]+): /gm);
  const starter = readBy("scripts/setup/settings.mjs", /\b(?:text|url|onOff)\("([A-Z_]+)"/g);
  expect(console.length).toBeGreaterThan(10);
  expect(starter.length).toBeGreaterThan(8);
  const read = new Set([...console, ...starter].filter((name) => !HANDED_OVER.includes(name)));
  expect(Object.keys(example).toSorted()).toEqual([...read].toSorted());
});

test("what stands in .env.example are the defaults", () => {
  expect(readSettings(example)).toEqual(readSettings({}));
  const database = { DATABASE_URL: "postgres://127.0.0.1/wheelhouse" };
  expect(readEnv({ ...example, ...database })).toEqual(readEnv(database));
});
