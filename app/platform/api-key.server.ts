import { env } from "~/config/env.server";
import { log } from "~/config/log.server";
import { db, type Db } from "~/data/console/prisma.server";
import { isListed } from "~/lib/address-list";
import { AppError } from "~/lib/errors";
import type { Actor } from "./audit.server";
import { takeKeyToken } from "./rate-limit.server";
import type { RequestContext } from "./load-context";
import type { Scope } from "./permissions";
import { hashToken, newToken, sameHash } from "./token.server";

const PREFIX = "whk_";
/** Last use is for people to read: once a minute per key is close enough, and costs ingest nothing. */
const USED_EVERY_MS = 60_000;

export type ApiKey = Actor & {
  kind: "key";
  scopes: string[];
  /** Slugs of the bots it may act for, or null for every bot. */
  bots: string[] | null;
  source: string;
};

export function newApiKey(): { key: string; prefix: string; lastFour: string; hash: Uint8Array<ArrayBuffer> } {
  const key = PREFIX + newToken();
  return { key, prefix: key.slice(0, 8), lastFour: key.slice(-4), hash: hashToken(key) };
}

const used = new Map<string, number>();

function noteUse(id: string, database: Db): void {
  const now = Date.now();
  if (now - (used.get(id) ?? 0) < USED_EVERY_MS) return;
  used.set(id, now);
  database.apiKey
    .updateMany({ where: { id }, data: { lastUsedAt: new Date(now) } })
    .catch((error: unknown) => log.warn({ err: error }, "the last use of a key was not noted"));
}

type KeyRow = NonNullable<Awaited<ReturnType<typeof readKey>>>;

function readKey(hash: Uint8Array<ArrayBuffer>, database: Db) {
  return database.apiKey.findUnique({ where: { hash } });
}

/** What was revoked in another process is refused here within a second; in this one, at once. */
const FRESH_MS = 900;
const MOST_KNOWN = 1_000;
const known = new Map<string, { at: number; row: KeyRow }>();

/** After a change of keys has been committed. */
export function forgetApiKeys(): void {
  known.clear();
}

/** A runtime's calls come by the hundred a second, and asking for its key each time would cost as much as the call. */
async function keyRow(hash: Uint8Array<ArrayBuffer>, database: Db): Promise<KeyRow | null> {
  const name = `${env().DATABASE_URL} ${Buffer.from(hash).toString("base64")}`;
  const now = performance.now();
  const found = known.get(name);
  if (found && now - found.at < FRESH_MS) return found.row;
  const row = await readKey(hash, database);
  if (known.size >= MOST_KNOWN) known.clear();
  if (row) known.set(name, { at: now, row });
  else known.delete(name);
  return row;
}

function bearer(request: Pick<Request, "headers">): string | undefined {
  const [scheme, value] = (request.headers.get("authorization") ?? "").split(" ");
  return scheme?.toLowerCase() === "bearer" ? value : undefined;
}

/**
 * The key behind a request, whatever it may do. Unknown, expired, revoked and foreign-address keys are told apart
 * from nothing: the same 401.
 */
export async function findApiKey(
  request: Pick<Request, "headers">,
  context: Pick<RequestContext, "clientAddress" | "requestId">,
  database: Db = db(),
): Promise<ApiKey> {
  const refuse = () => new AppError("unauthenticated", "Send a valid API key as: Authorization: Bearer whk_…");
  const value = bearer(request);
  if (!value?.startsWith(PREFIX) || value.length > 100) throw refuse();
  const hash = hashToken(value);
  const row = await keyRow(hash, database);
  if (!row || !sameHash(row.hash, hash) || row.revokedAt) throw refuse();
  if (row.expiresAt && row.expiresAt.getTime() <= Date.now()) throw refuse();
  if (row.addresses.length > 0 && !isListed(context.clientAddress, row.addresses)) throw refuse();
  const wait = takeKeyToken(row.id);
  if (wait > 0)
    throw new AppError("rate_limited", "This key sends more than it may; wait and try again.", { retry_after_s: wait });
  noteUse(row.id, database);
  return {
    kind: "key",
    id: row.id,
    name: row.name,
    address: context.clientAddress,
    requestId: context.requestId,
    scopes: row.scopes,
    bots: row.bots.includes("*") ? null : row.bots,
    source: row.source,
  };
}

export function requireScope(key: ApiKey, scope: Scope): void {
  if (!key.scopes.includes(scope)) throw new AppError("forbidden", `This key lacks the scope ${scope}.`, { scope });
}

/** A key that is bound to bots may act for no other. */
export function requireBot(key: ApiKey, bot: string): void {
  if (key.bots && !key.bots.includes(bot)) throw new AppError("forbidden", "This key is bound to other bots.", { bot });
}
