import { spawn } from "node:child_process";
import type { Socket } from "node:net";
import path from "node:path";

export type Cluster = { superuserUrl: string; stop: () => Promise<void> };

const START_MS = 60_000;

/** An empty Postgres for tests: no durability, and gone when this process is gone. */
export async function startCluster(): Promise<Cluster> {
  const guard = spawn(process.execPath, [path.join(import.meta.dirname, "cluster-guard.mjs")], {
    stdio: ["pipe", "pipe", "inherit"],
    detached: true,
  });
  const ended = new Promise<void>((resolve) => void guard.on("exit", () => resolve()));
  const superuserUrl = await new Promise<string>((resolve, reject) => {
    let said = "";
    const late = setTimeout(() => reject(new Error("The tests' Postgres did not start in time.")), START_MS);
    guard.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (!said.includes("\n")) return;
      clearTimeout(late);
      resolve((JSON.parse(said) as { url: string }).url);
    });
    guard.on("exit", (code) => {
      clearTimeout(late);
      reject(new Error(`The tests' Postgres ended with ${code} before it answered.`));
    });
  });
  guard.unref();
  guard.stdout.destroy();
  (guard.stdin as Socket).unref();
  return {
    superuserUrl,
    async stop() {
      // Whoever waits for the end must live until then: else a run that failed to begin would end as if it had passed.
      guard.ref();
      guard.stdin.end();
      await ended;
    },
  };
}
