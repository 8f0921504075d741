import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { sleep } from "../../scripts/process/processes.mjs";
import { startProduct } from "../setup/product.mjs";

/** Long enough for the jobs that begin right after a start. */
const QUIET_MS = 5_000;
const OWN = /^(connect (127\.0\.0\.1|localhost|::1|\/|undefined\b)|\w+ (127\.0\.0\.1|localhost)$)/;

function netLog() {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "net-log-"));
  // A path with a blank would need quotes that NODE_OPTIONS does not take everywhere.
  const preload = path.join(directory, "net-logger.cjs");
  fs.copyFileSync("test/setup/net-logger.cjs", preload);
  const file = path.join(directory, "log");
  fs.writeFileSync(file, "");
  return {
    env: { NODE_OPTIONS: `--require=${preload}`, NODE_NET_LOG: file },
    lines: () => fs.readFileSync(file, "utf8").split("\n").filter(Boolean),
    [Symbol.dispose]: () => fs.rmSync(directory, { recursive: true, force: true }),
  };
}

test("from start to stop the product connects to itself and to nothing else", { timeout: 180_000 }, async () => {
  using log = netLog();
  const product = await startProduct({ env: { CMS: "off", SAMPLE: "on", ...log.env } });
  try {
    for (const address of ["/", "/sign-in", "/readyz"]) await (await fetch(product.origin + address)).arrayBuffer();
    await sleep(QUIET_MS);
  } finally {
    await product.remove();
  }
  expect(log.lines().filter((line) => !OWN.test(line))).toEqual([]);
  // It did see the console reach its database.
  expect(log.lines().some((line) => line.startsWith("connect 127.0.0.1:"))).toBe(true);
});

test("a program that connects elsewhere, or looks up a name, would be noticed", () => {
  using log = netLog();
  const program = `
    require("node:net").connect(9, "192.0.2.1").on("error", () => {}).destroy();
    require("node:dns").lookup("telemetry.example", () => {});`;
  execFileSync(process.execPath, ["-e", program], { env: { ...process.env, ...log.env }, timeout: 20_000 });
  expect(log.lines().filter((line) => !OWN.test(line))).toEqual(["connect 192.0.2.1:9", "lookup telemetry.example"]);
});
