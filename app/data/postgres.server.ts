import { createHash } from "node:crypto";
import pg from "pg";
import { env } from "~/config/env.server";
import { log } from "~/config/log.server";

export type Sql = Pick<pg.PoolClient, "query">;

/** Pages, ingest and what runtimes fetch have pools of their own, so that a burst of one never waits behind another. */
type PoolName = "pages" | "ingest" | "config" | "export" | "owner" | "jobs";
const SIZE: Record<PoolName, number> = { pages: 8, ingest: 8, config: 4, export: 2, owner: 3, jobs: 6 };
const pools = new Map<PoolName, pg.Pool>();

export function pool(name: PoolName = "pages"): pg.Pool {
  let found = pools.get(name);
  if (!found) {
    const connectionString =
      name === "owner" || name === "jobs"
        ? env().ownerDatabaseUrl
        : name === "export"
          ? (env().READ_DATABASE_URL ?? env().DATABASE_URL)
          : env().DATABASE_URL;
    found = new pg.Pool({
      connectionString,
      max: SIZE[name],
      idleTimeoutMillis: 30_000,
      connectionTimeoutMillis: 5_000,
      application_name: `wheelhouse ${name}`,
      // A page that needs longer than this is a bug; exports and jobs set their own limits.
      statement_timeout: name === "pages" || name === "ingest" || name === "config" ? 5_000 : 0,
    });
    // Without a listener an idle connection that the server closes would end the process.
    found.on("error", (error) => log.warn({ err: error, pool: name }, "an idle database connection was lost"));
    pools.set(name, found);
  }
  return found;
}

export type PoolFigures = { name: string; size: number; idle: number; waiting: number };

/** The pools that were used so far. */
export function poolFigures(): PoolFigures[] {
  return [...pools].map(([name, each]) => ({
    name,
    size: each.totalCount,
    idle: each.idleCount,
    waiting: each.waitingCount,
  }));
}

const names = new Map<string, string>();

/** A statement that each connection plans once; for texts that are always the same, their values aside. */
export function prepared(text: string, values: unknown[]): pg.QueryConfig {
  let name = names.get(text);
  if (!name) names.set(text, (name = `wheelhouse_${createHash("sha256").update(text).digest("hex").slice(0, 24)}`));
  return { name, text, values };
}

/** Runs `work` in a transaction on one connection. */
export async function transaction<T>(work: (sql: Sql) => Promise<T>, name: PoolName = "pages"): Promise<T> {
  const client = await pool(name).connect();
  // The pool listens only while a connection is idle; one that is lost meanwhile fails its next statement, and no more.
  const lost = (error: Error) =>
    log.warn({ err: error, pool: name }, "a database connection was lost in a transaction");
  client.on("error", lost);
  const release = (failed?: Error) => {
    client.removeListener("error", lost);
    client.release(failed);
  };
  try {
    await client.query("begin");
    const result = await work(client);
    await client.query("commit");
    release();
    return result;
  } catch (error) {
    await client.query("rollback").then(() => release(), release);
    throw error;
  }
}

/** A statement that took longer than it may. */
export function isTimeout(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === "57014";
}

/** Reads with less patience than a page has as a whole. Null when it ends. */
export async function withPatience<T>(ms: number, read: (sql: Sql) => Promise<T>): Promise<T | null> {
  try {
    return await transaction(async (sql) => {
      await sql.query(`set local statement_timeout = ${ms}`);
      return read(sql);
    });
  } catch (error) {
    if (isTimeout(error)) return null;
    throw error;
  }
}

type Listener = (payload: string) => void;
const listeners = new Map<string, Set<Listener>>();
let listening: Promise<pg.Client> | undefined;
let stopped = false;

/** One LISTEN connection a process; it comes back by itself, and then calls every listener, for what it missed. */
export function listen(channel: string, listener: Listener): () => void {
  const set = listeners.get(channel) ?? new Set<Listener>();
  const isNew = set.size === 0;
  listeners.set(channel, set.add(listener));
  void connection()
    .then((client) => (isNew ? client.query(`listen ${pg.escapeIdentifier(channel)}`) : undefined))
    .catch(() => undefined);
  return () => {
    set.delete(listener);
  };
}

function connection(): Promise<pg.Client> {
  listening ??= connectListener();
  return listening;
}

async function connectListener(): Promise<pg.Client> {
  for (let wait = 100; ; wait = Math.min(wait * 2, 5_000)) {
    const client = new pg.Client({
      connectionString: env().DATABASE_URL,
      application_name: "wheelhouse listen",
      keepAlive: true,
    });
    client.on("notification", (message) => {
      for (const listener of listeners.get(message.channel) ?? []) listener(message.payload ?? "");
    });
    client.on("error", (error) => log.warn({ err: error }, "the listening connection was lost"));
    client.on("end", () => {
      if (stopped) return;
      listening = connectListener();
      void listening.then(() => {
        for (const set of listeners.values()) for (const listener of set) listener("");
      });
    });
    try {
      await client.connect();
      for (const channel of listeners.keys()) await client.query(`listen ${pg.escapeIdentifier(channel)}`);
      return client;
    } catch (error) {
      client.removeAllListeners("end");
      await client.end().catch(() => undefined);
      if (stopped) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

export async function closePostgres(): Promise<void> {
  stopped = true;
  const client = await Promise.race([listening ?? Promise.resolve(undefined), Promise.resolve(undefined)]);
  listening = undefined;
  await client?.end().catch(() => undefined);
  await Promise.all([...pools.values()].map((each) => each.end()));
  pools.clear();
}
