import fs from "node:fs";
import { expect, test } from "vitest";
import { trackedFiles } from "./tracked-files";

const BINARY = /\.(png|jpe?g|webp|ico|woff2?|glb|vrm|bin|gz)$/;
const LARGEST = 2_000_000;

const SECRETS: [string, RegExp][] = [
  ["a private key", /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/],
  ["one of our API keys", /\bwhk_[A-Za-z0-9_-]{43}\b/],
  ["a cloud access key", /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/],
  ["a code host's token", /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{60,}|glpat-[\w-]{20})\b/],
  ["a package registry's token", /\bnpm_[A-Za-z0-9]{36}\b|_authToken\s*=/],
  ["a model provider's key", /\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{32,}\b/],
  ["a chat token", /\bxox[abprs]-[A-Za-z0-9-]{20,}\b/],
];
const REGISTRY = /https?:\/\/[\w.-]*(?:registry|npmjs|artifactory|verdaccio|nexus)[\w.-]*/i;

function findings(text: string): string[] {
  const found = SECRETS.filter(([, pattern]) => pattern.test(text)).map(([name]) => name);
  return REGISTRY.test(text) ? [...found, "the address of a package registry"] : found;
}

const files = trackedFiles();

test("no file of the repository holds a secret or names a package registry", () => {
  const wrong = files
    .filter((file) => !BINARY.test(file) && fs.statSync(file).size < LARGEST)
    .flatMap((file) => findings(fs.readFileSync(file, "utf8")).map((what) => `${file}: ${what}`));
  expect(wrong).toEqual([]);
});

test("a secret and a registry are noticed", () => {
  expect(findings(`key: whk_${"a".repeat(43)}`)).toEqual(["one of our API keys"]);
  expect(findings(`-----BEGIN RSA ${"PRIVATE"} KEY-----`)).toEqual(["a private key"]);
  expect(findings(`"resolved": "https://${"registry"}.example/x.tgz"`)).toEqual(["the address of a package registry"]);
  expect(findings("a token is made by newToken()")).toEqual([]);
});

test("the repository is read at all, and nothing in it is made by a command", () => {
  expect(files).toContain("package.json");
  expect(files.filter((file) => /(^|\/)(node_modules|\.wheelhouse|\.cache|build)\//.test(file))).toEqual([]);
  expect(files.filter((file) => /(^|\/)\.env$/.test(file))).toEqual([]);
});
