// Runs the tests' Postgres. Its standard input is a pipe from whoever started it: when that ends, however it ended,
// the server is stopped and its directory removed. So a killed test run leaves nothing behind.
import { execFile, spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { embeddedBinaries } from "./embedded-binaries.mjs";

const run = promisify(execFile);
/** Postgres refuses to run as root; nobody is in every passwd. */
const identity = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

const home = fs.mkdtempSync(path.join(os.tmpdir(), "wheelhouse-tests-"));
const data = path.join(home, "data");
/** @type {import("node:child_process").ChildProcess | undefined} */
let server;

function end() {
  server?.removeAllListeners("exit");
  server?.kill("SIGQUIT");
  const remove = () => {
    fs.rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    process.exit(0);
  };
  if (!server || server.exitCode !== null) return remove();
  server.on("exit", remove);
  setTimeout(() => server?.kill("SIGKILL"), 3_000).unref();
}
process.stdin.on("end", end).on("error", end).resume();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, end);

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer().on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** @param {number} port @returns {Promise<boolean>} */
function accepts(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1", () => resolve((socket.destroy(), true)));
    socket.on("error", () => resolve(false));
  });
}

fs.chmodSync(home, 0o755);
fs.mkdirSync(data, { mode: 0o700 });
if (identity.uid) fs.chownSync(data, identity.uid, identity.gid);
const binaries = embeddedBinaries(home);
await run(
  path.join(binaries, "bin", "initdb"),
  ["-D", data, "-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale-provider=builtin", "--locale=C.UTF-8", "-N"],
  { ...identity, cwd: data },
);
const port = await freePort();
const settings = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  // Nothing here outlives the run, so nothing has to reach the disk.
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "200",
  shared_buffers: "128MB",
  autovacuum: "off",
  log_min_messages: "fatal",
};
const log = fs.openSync(path.join(data, "server.log"), "a");
server = spawn(
  path.join(binaries, "bin", "postgres"),
  ["-D", data, "-p", String(port), ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])],
  { ...identity, cwd: data, detached: true, stdio: ["ignore", log, log] },
);
server.on("exit", (code) => {
  process.stderr.write(
    `The tests' Postgres ended with ${code}:\n${fs.readFileSync(path.join(data, "server.log"), "utf8")}`,
  );
  server = undefined;
  end();
});
for (let tries = 0; !(await accepts(port)); tries++) {
  if (tries > 500) throw new Error("The tests' Postgres does not answer.");
  await new Promise((resolve) => setTimeout(resolve, 20));
}
process.stdout.write(`${JSON.stringify({ port, home })}\n`);
