import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { trackedFiles } from "./tracked-files";

const readme = fs.readFileSync("README.md", "utf8");

/** The first words of the lines of README's tree that name a folder. */
const listed = [...readme.matchAll(/^([\w.-]+)\/ {2,}\S/gm)].map((match) => match[1]!);

test("the tree in README names every folder, and every folder it names is there", () => {
  const folders = new Set(
    trackedFiles()
      .filter((file) => file.includes("/") && !file.startsWith("."))
      .map((file) => file.split("/")[0]!),
  );
  expect(listed.toSorted()).toEqual([...folders].toSorted());
});

test("the links in the documents lead somewhere", () => {
  const documents = trackedFiles().filter((file) => file.endsWith(".md") && !file.startsWith("cms/node_modules"));
  const broken = documents.flatMap((document) =>
    [...fs.readFileSync(document, "utf8").matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)]
      .map((match) => match[1]!)
      .filter((target) => !/^[a-z]+:/.test(target))
      .filter((target) => !fs.existsSync(path.join(path.dirname(document), target)))
      .map((target) => `${document} points at ${target}`),
  );
  expect(broken).toEqual([]);
});

test("every command that the documents show exists", () => {
  const scripts = Object.keys((JSON.parse(fs.readFileSync("package.json", "utf8")) as { scripts: object }).scripts);
  const named = [
    "README.md",
    "CONTRIBUTING.md",
    ...trackedFiles().filter((file) => /^docs\/.*\.md$/.test(file)),
  ].flatMap((document) =>
    [...fs.readFileSync(document, "utf8").matchAll(/\bnpm run (?:-s )?([\w:]+)/g)].map((match) => match[1]!),
  );
  expect([...new Set(named)].filter((name) => !scripts.includes(name))).toEqual([]);
});

test("what every command runs is in the repository", () => {
  const { scripts } = JSON.parse(fs.readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
  const missing = Object.entries(scripts).filter(([, command]) => {
    const file = /node (scripts\/\S+)/.exec(command)?.[1];
    return file && !fs.existsSync(file);
  });
  expect(missing).toEqual([]);
});
