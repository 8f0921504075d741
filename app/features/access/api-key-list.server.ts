import { db, type PrismaClient } from "~/data/console/prisma.server";
import { AppError } from "~/lib/errors";

export type KeyState = "active" | "expired" | "revoked";
export type KeyRow = {
  id: string;
  name: string;
  shown: string;
  scopes: string[];
  bots: string[];
  source: string;
  addresses: string[];
  createdBy: string;
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  state: KeyState;
  replacedById: string | null;
};

/** All keys, those that work first, the newest on top. */
export async function listApiKeys(database: PrismaClient = db()): Promise<KeyRow[]> {
  const rows = await database.apiKey.findMany({
    include: { replacedBy: { select: { id: true } } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  const now = Date.now();
  const keys = rows.map((row): KeyRow => {
    const state = row.revokedAt ? "revoked" : row.expiresAt && row.expiresAt.getTime() <= now ? "expired" : "active";
    return {
      id: row.id,
      name: row.name,
      shown: `${row.prefix}…${row.lastFour}`,
      scopes: row.scopes,
      bots: row.bots,
      source: row.source,
      addresses: row.addresses,
      createdBy: row.createdBy,
      createdAt: row.createdAt,
      expiresAt: row.expiresAt,
      lastUsedAt: row.lastUsedAt,
      state,
      replacedById: row.replacedBy[0]?.id ?? null,
    };
  });
  return [...keys.filter((key) => key.state === "active"), ...keys.filter((key) => key.state !== "active")];
}

export async function getApiKey(id: string, database: PrismaClient = db()): Promise<KeyRow> {
  const found = (await listApiKeys(database)).find((key) => key.id === id);
  if (!found) throw new AppError("not_found", "There is no such key.");
  return found;
}
