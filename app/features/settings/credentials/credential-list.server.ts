import { db, type Db } from "~/data/console/prisma.server";
import { listCredentialUses } from "~/data/runtime/credential-uses.server";
import { pool } from "~/data/postgres.server";
import { AppError } from "~/lib/errors";
import { describeSetting, isSecretSetting } from "../registry/setting-registry";
import { printScope, scopeWords } from "../rules/setting-scope";
import type { CredentialKind } from "./credential-kind";

/** What uses a credential, and where that can be changed. */
export type CredentialUseLink = { label: string; where: string; href: string };

/** Everything about a credential but its value. */
export type Credential = {
  id: string;
  name: string;
  description: string;
  kind: CredentialKind;
  lastFour: string;
  createdAt: Date;
  createdBy: string;
  replacedAt: Date | null;
  replacedBy: string | null;
  uses: CredentialUseLink[];
};

/** Never the sealed value: what is not read cannot slip out. */
const SELECT = {
  id: true,
  name: true,
  description: true,
  kind: true,
  lastFour: true,
  createdAt: true,
  createdBy: true,
  replacedAt: true,
  replacedBy: true,
} as const;

/** By the id of a credential. */
export async function findCredentialUses(ids: readonly string[]): Promise<Map<string, CredentialUseLink[]>> {
  const found = new Map<string, CredentialUseLink[]>();
  for (const use of await listCredentialUses(pool(), ids)) {
    // Elsewhere a part of that name is just a part of somebody's JSON.
    if (!isSecretSetting(use.key)) continue;
    const scope =
      use.scope_type === "global"
        ? { type: "global" as const, id: "*" as const }
        : { type: "bot" as const, id: use.scope_id };
    const link = {
      label: describeSetting(use.key).label,
      where: scopeWords(scope),
      href: `/settings?scope=${encodeURIComponent(printScope(scope))}&key=${encodeURIComponent(use.key)}`,
    };
    found.set(use.credential, [...(found.get(use.credential) ?? []), link]);
  }
  return found;
}

export async function listCredentials(database: Db = db()): Promise<Credential[]> {
  const rows = await database.credential.findMany({ select: SELECT, orderBy: [{ name: "asc" }, { id: "asc" }] });
  const uses = await findCredentialUses(rows.map(({ id }) => id));
  return rows.map((row) => ({ ...row, kind: row.kind as CredentialKind, uses: uses.get(row.id) ?? [] }));
}

/** The names alone, for where one is chosen. */
export async function listCredentialNames(database: Db = db()): Promise<{ id: string; name: string }[]> {
  return database.credential.findMany({ select: { id: true, name: true }, orderBy: { name: "asc" } });
}

export async function getCredential(id: string, database: Db = db()): Promise<Credential> {
  const isId = /^[0-9a-f-]{36}$/.test(id);
  const row = isId ? await database.credential.findUnique({ where: { id }, select: SELECT }) : null;
  if (!row) throw new AppError("not_found", "There is no such credential.");
  return { ...row, kind: row.kind as CredentialKind, uses: (await findCredentialUses([id])).get(id) ?? [] };
}

/** For what is about to point at it. */
export async function requireCredential(id: string, database: Db = db()): Promise<{ id: string; name: string }> {
  const isId = /^[0-9a-f-]{36}$/.test(id);
  const row = isId ? await database.credential.findUnique({ where: { id }, select: { id: true, name: true } }) : null;
  if (!row)
    throw new AppError("invalid", "Some fields need another look.", {
      fields: { credential: "There is no such credential any more" },
    });
  return row;
}
