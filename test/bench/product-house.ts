import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import { readDatabaseFile, urlFor } from "../../scripts/database/database.mjs";
import { env } from "~/config/env.server";
import { closePrisma, createPrisma } from "~/data/console/prisma.server";
import { closePostgres } from "~/data/postgres.server";
import { createApiKey } from "../factories/api-key";
import { signedIn } from "../factories/user";
import { startProduct, temporaryDataDir } from "../setup/product.mjs";
import { percentile } from "./figure";

export type ProductHouse = Awaited<ReturnType<typeof productHouse>>;
/** Of a series of calls, in milliseconds. */
export type Times = { p50: number; p95: number };

/** Who is no browser gets a page only when all of it is there. */
const BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

/** The product as people start it, on its embedded database, empty, with keys and an admin who is signed in. */
export async function productHouse() {
  const dataDir = temporaryDataDir();
  const product = await startProduct({ dataDir, env: { CMS: "off", SAMPLE: "off" } });
  const database = readDatabaseFile(dataDir)!;
  const [url, ownerUrl, superuserUrl] = [
    urlFor(database, "app"),
    urlFor(database, "owner"),
    urlFor(database, "superuser"),
  ];
  const pool = new pg.Pool({ connectionString: superuserUrl, max: 4 });
  const before = { ...env() };
  Object.assign(env(), { DATABASE_URL: url, OWNER_DATABASE_URL: ownerUrl, ownerDatabaseUrl: ownerUrl });
  const prisma = createPrisma(url, 2);
  const keys = await Promise.all(
    Array.from(
      { length: 4 },
      async (_, i) => (await createApiKey(prisma, { name: `Bench ${i}`, source: "bench" })).key,
    ),
  );
  const { cookie } = await signedIn(prisma, "admin");

  async function read(address: string, key?: string): Promise<string> {
    const response = await fetch(`${product.origin}${address}`, {
      headers: key ? { authorization: `Bearer ${key}` } : { cookie, "user-agent": BROWSER },
      redirect: "manual",
    });
    const text = await response.text();
    if (response.status !== 200) throw new Error(`${address} answered ${response.status}: ${text.slice(0, 300)}`);
    return text;
  }

  return {
    product,
    pool,
    superuserUrl,
    keys,
    cookie,
    /** To the last byte, with the session of an admin, or with a key. */
    read,
    async time(address: string | (() => string), tries: number, key?: string): Promise<Times> {
      const times: number[] = [];
      for (let i = -3; i < tries; i++) {
        const started = performance.now();
        await read(typeof address === "string" ? address : address(), key);
        if (i >= 0) times.push(performance.now() - started);
      }
      return { p50: percentile(times, 50), p95: percentile(times, 95) };
    },
    async post(address: string, body: object, key = keys[0]!): Promise<Response> {
      const response = await fetch(`${product.origin}${address}`, {
        method: "POST",
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      if (!response.ok) throw new Error(`${address} answered ${response.status}: ${await response.text()}`);
      return response;
    },
    consolePid(): number {
      const children = JSON.parse(fs.readFileSync(path.join(dataDir, "children.json"), "utf8")) as {
        console: { pid: number };
      };
      return children.console.pid;
    },
    async [Symbol.asyncDispose]() {
      Object.assign(env(), before);
      await Promise.all([closePrisma(), closePostgres(), prisma.$disconnect(), pool.end()]);
      await product.remove();
    },
  };
}
