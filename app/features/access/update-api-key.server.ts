import { db, type Prisma, type PrismaClient } from "~/data/console/prisma.server";
import { AppError } from "~/lib/errors";
import { uuid } from "~/lib/uuid.server";
import { forgetApiKeys, newApiKey } from "~/platform/api-key.server";
import { audit, type Actor } from "~/platform/audit.server";
import { requirePermission } from "~/platform/permissions";
import { SAMPLE_SOURCE } from "~/lib/sample-source";
import type { SessionUser } from "~/platform/session.server";
import type { NewApiKey } from "./api-key-form";

/** The key itself is returned once and never again. */
export type CreatedKey = { id: string; name: string; key: string };

export async function createApiKey(
  user: SessionUser,
  input: NewApiKey,
  database: PrismaClient = db(),
): Promise<CreatedKey> {
  requirePermission(user, "access:write");
  return createApiKeyAs(user, input, database);
}

/** For the command line, whose user owns the machine. */
export async function createApiKeyAs(
  actor: Actor,
  input: NewApiKey,
  database: PrismaClient = db(),
): Promise<CreatedKey> {
  return database.$transaction(async (tx) => {
    const { name, scopes, bots, addresses, expiresInDays, source } = input;
    const created = await insertKey(tx, actor, {
      ...{ name, scopes, bots, addresses },
      source: source || sourceOf(name),
      expiresAt: expiresInDays ? new Date(Date.now() + expiresInDays * 86_400_000) : null,
      replacesId: null,
    });
    await audit(tx, actor, {
      action: "key.created",
      target: { kind: "key", id: created.id, name: input.name },
      after: { scopes: input.scopes, bots: input.bots, addresses: input.addresses, expires_in_days: expiresInDays },
    });
    return created;
  });
}

/** A key without a source of its own writes under its name. */
function sourceOf(name: string): string {
  const source = name.replace(/[^A-Za-z0-9._:-]+/g, "-").slice(0, 128);
  return source === SAMPLE_SOURCE ? `${source}-key` : source;
}

type KeyData = Pick<NewApiKey, "name" | "bots" | "source" | "addresses"> & {
  scopes: string[];
  expiresAt: Date | null;
  replacesId: string | null;
};

async function insertKey(tx: Prisma.TransactionClient, actor: Actor, data: KeyData): Promise<CreatedKey> {
  const { key, prefix, lastFour, hash } = newApiKey();
  const id = uuid();
  await tx.apiKey.create({ data: { id, prefix, lastFour, hash, createdBy: actor.name, ...data } });
  return { id, name: data.name, key };
}

/** A new key with the same rights; the old one goes on for the overlap, so that nobody has to hurry. */
export async function rotateApiKey(
  user: SessionUser,
  id: string,
  overlapHours: number,
  database: PrismaClient = db(),
): Promise<CreatedKey> {
  requirePermission(user, "access:write");
  const rotated = await database.$transaction(async (tx) => {
    const old = await lockKey(tx, id);
    const ends = new Date(Date.now() + overlapHours * 3_600_000);
    const lifetime = old.expiresAt && old.expiresAt.getTime() - old.createdAt.getTime();
    const created = await insertKey(tx, user, {
      name: old.name,
      scopes: old.scopes,
      bots: old.bots,
      source: old.source,
      addresses: old.addresses,
      expiresAt: lifetime ? new Date(Date.now() + lifetime) : null,
      replacesId: old.id,
    });
    const isSooner = !old.expiresAt || ends < old.expiresAt;
    if (isSooner) await tx.apiKey.update({ where: { id }, data: { expiresAt: ends } });
    await audit(tx, user, {
      action: "key.rotated",
      target: { kind: "key", id, name: old.name },
      after: { replaced_by: created.id, overlap_hours: overlapHours },
    });
    return created;
  });
  forgetApiKeys();
  return rotated;
}

export async function revokeApiKey(user: SessionUser, id: string, database: PrismaClient = db()): Promise<void> {
  requirePermission(user, "access:write");
  await database.$transaction(async (tx) => {
    const old = await lockKey(tx, id);
    await tx.apiKey.update({ where: { id }, data: { revokedAt: new Date() } });
    await audit(tx, user, { action: "key.revoked", target: { kind: "key", id, name: old.name } });
  });
  forgetApiKeys();
}

/** A key that still works, locked, so that of two who change it the second sees what the first did. */
async function lockKey(tx: Prisma.TransactionClient, id: string) {
  await tx.$queryRaw`select 1 from console.api_keys where id::text = ${id} for update`;
  const found = await tx.apiKey.findFirst({ where: { id } });
  if (!found) throw new AppError("not_found", "There is no such key.");
  if (found.revokedAt || (found.expiresAt && found.expiresAt.getTime() <= Date.now()))
    throw new AppError("conflict", `${found.name} does not work any more. Create a new key.`);
  return found;
}
