// Runs the tests' Postgres. Its standard input is a pipe from whoever started it: when that ends, however it ended,
// the server is stopped and its directory removed. So a killed test run leaves nothing behind.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { startEmbedded } from "../../scripts/postgres/embedded.mjs";

const home = fs.mkdtempSync(path.join(os.tmpdir(), "wheelhouse-tests-"));
// The database's user may be another one than the one that runs the tests.
fs.chmodSync(home, 0o755);
const starting = startEmbedded({ dir: home, fast: true });
let ending = false;

async function end() {
  if (ending) return;
  ending = true;
  const server = await starting.catch(() => undefined);
  await server?.stop({ atOnce: true });
  for (const directory of [home, server?.cluster])
    if (directory) fs.rmSync(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  process.exit(0);
}
process.stdin.on("end", end).on("error", end).resume();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, end);

const { url } = await starting;
process.stdout.write(`${JSON.stringify({ url })}\n`);
