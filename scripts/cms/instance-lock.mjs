import { createRequire } from "node:module";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { messageOf } from "../process/failure.mjs";
import { cmsDir } from "./prepare.mjs";

/** @typedef {import("pg").Client} Client */

/** Two Strapis on one schema break each other while they start. Advisory locks are per database, and so is the schema. */
const lockKey = 7_206_002;
const retryMs = 2000;

/**
 * Waits until no other supervisor serves this database. The lock lives as long as its connection; when the database
 * restarts it is taken again, and only if somebody else was faster does `lost` fire.
 * @param {{ connectionString: string, stop: AbortSignal, onWait: (why: string) => void }} options
 */
export async function takeInstanceLock({ connectionString, stop, onWait }) {
  const lost = new AbortController();
  /** @type {Client | null} */
  let client = null;
  let released = false;

  async function connect() {
    const { Client } = /** @type {typeof import("pg")} */ (createRequire(path.join(cmsDir, "package.json"))("pg"));
    const next = new Client({ connectionString, keepAlive: true, application_name: "wheelhouse-cms-supervisor" });
    next.on("error", () => undefined);
    await next.connect();
    return next;
  }

  /** @returns {Promise<"held" | "taken">} */
  async function attempt() {
    const next = await connect();
    const { rows } = await next.query("select pg_try_advisory_lock($1) as held", [lockKey]);
    if (!rows[0].held) {
      await next.end();
      return "taken";
    }
    client = next;
    next.on("end", () => {
      client = null;
      if (!released) void holdAgain();
    });
    return "held";
  }

  async function holdAgain() {
    while (!released && !stop.aborted) {
      try {
        if ((await attempt()) === "taken") lost.abort();
        return;
      } catch {
        await delay(retryMs);
      }
    }
  }

  while (!stop.aborted) {
    try {
      if ((await attempt()) === "held") break;
      onWait("Another Wheelhouse runs the CMS on this database; this one stands by");
    } catch (error) {
      onWait(`Waiting for the database: ${messageOf(error)}`);
    }
    await delay(retryMs, undefined, { signal: stop }).catch(() => undefined);
  }

  return {
    lost: lost.signal,
    async release() {
      released = true;
      await client?.end().catch(() => undefined);
    },
  };
}
