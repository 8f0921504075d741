import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { isInstalled } from "./installed.mjs";

const here = { os: [process.platform], cpu: [process.arch] };
const elsewhere = { os: ["plan9"], cpu: ["pdp11"] };
const WANTED = {
  "": { name: "x" },
  "node_modules/a": { version: "1.0.0", integrity: "sha512-a" },
  "node_modules/native-here": { version: "1.0.0", optional: true, ...here },
  "node_modules/native-elsewhere": { version: "1.0.0", optional: true, ...elsewhere },
};

function project(installed: object | undefined): Disposable & { dir: string } {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "installed "));
  fs.mkdirSync(path.join(dir, "node_modules"));
  fs.writeFileSync(path.join(dir, "package-lock.json"), JSON.stringify({ packages: WANTED }));
  const record = path.join(dir, "node_modules/.package-lock.json");
  if (installed) fs.writeFileSync(record, JSON.stringify({ packages: installed }));
  return { dir, [Symbol.dispose]: () => fs.rmSync(dir, { recursive: true }) };
}

const { "": _root, "node_modules/native-elsewhere": _foreign, ...GOOD } = WANTED;

test("what npm installed for this platform counts as installed", () => {
  using good = project(GOOD);
  expect(isInstalled(good.dir)).toBe(true);
});

test("an install that was cut short, is older, or came from another platform does not", () => {
  const older = { ...GOOD, "node_modules/a": { version: "0.9.0", integrity: "sha512-b" } };
  const { "node_modules/native-here": _native, ...copied } = GOOD;
  for (const installed of [
    undefined,
    {},
    older,
    { ...copied, "node_modules/native-elsewhere": WANTED["node_modules/native-elsewhere"] },
  ]) {
    using bad = project(installed);
    expect(isInstalled(bad.dir)).toBe(false);
  }
});
