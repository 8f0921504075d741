import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

type Entry = {
  version?: string;
  link?: boolean;
  resolved?: string;
  integrity?: string;
  /** It came inside another package. */
  inBundle?: boolean;
  optionalDependencies?: Record<string, string>;
};
type Packages = Record<string, Entry>;

const LOCKFILES = ["package-lock.json", "cms/package-lock.json", "test/browser/package-lock.json"];

function readPackages(file: string): Packages {
  return (JSON.parse(fs.readFileSync(file, "utf8")) as { packages: Packages }).packages;
}

/** Whether a package finds another one the way Node does: in its own node_modules, or in one above. */
function finds(packages: Packages, from: string, name: string): boolean {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf("node_modules/") - 1))) {
    if (packages[path.posix.join(at, "node_modules", name)]) return true;
    if (at === "") return false;
  }
}

function missingOptional(packages: Packages): string[] {
  return Object.entries(packages).flatMap(([place, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !finds(packages, place, name))
      .map((name) => `${place || "the project"} wants ${name}`),
  );
}

test.each(LOCKFILES)("%s holds the packages of every platform", (file) => {
  // Otherwise npm ci refuses it, or a Mac gets a bundler without its binary.
  expect(missingOptional(readPackages(file))).toEqual([]);
});

test("a lockfile without the package of one platform is noticed", () => {
  const packages: Packages = {
    "": {},
    "node_modules/a": { optionalDependencies: { "a-linux": "1", "a-mac": "1" } },
    "node_modules/a/node_modules/a-linux": {},
    "node_modules/b": { optionalDependencies: { "b-linux": "1" } },
    "node_modules/b-linux": {},
  };
  expect(missingOptional(packages)).toEqual(["node_modules/a wants a-mac"]);
});

test.each(LOCKFILES)("%s pins every package by its content and names no place to get it from", (file) => {
  const wrong = Object.entries(readPackages(file)).filter(
    ([place, { link, inBundle, integrity, resolved }]) =>
      place !== "" && !link && !inBundle && (!integrity || /^https?:/.test(resolved ?? "")),
  );
  expect(wrong.map(([place]) => place)).toEqual([]);
});
