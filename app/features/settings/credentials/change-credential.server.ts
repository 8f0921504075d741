import { db, type Db, type Prisma, type PrismaClient } from "~/data/console/prisma.server";
import { AppError } from "~/lib/errors";
import { uuid } from "~/lib/uuid.server";
import { audit } from "~/platform/audit.server";
import { requirePermission } from "~/platform/permissions";
import { seal, unseal } from "~/platform/secret-box.server";
import type { SessionUser } from "~/platform/session.server";
import { lastFourOf } from "../rules/stored-secret";
import type { CredentialChange, CredentialInput } from "./credential-form";
import { findCredentialUses } from "./credential-list.server";

const placeOf = (row: string) => ({ table: "console.credentials", row, column: "secret" });
const targetOf = ({ id, name }: { id: string; name: string }) => ({ kind: "credential", id, name });

function nameTaken(error: unknown): unknown {
  if ((error as { code?: unknown } | null)?.code !== "P2002") return error;
  return new AppError("conflict", "Another credential has this name.", { fields: { name: "is taken" } });
}

export async function createCredential(
  user: SessionUser,
  { secret, ...named }: CredentialInput,
  database: PrismaClient = db(),
): Promise<{ id: string }> {
  requirePermission(user, "credentials:write");
  const id = uuid();
  const sealed = { secret: seal(secret, placeOf(id)), lastFour: lastFourOf(secret) };
  try {
    await database.$transaction(async (tx) => {
      await tx.credential.create({ data: { id, ...named, ...sealed, createdBy: user.name } });
      await audit(tx, user, { action: "credential.created", target: targetOf({ id, name: named.name }), after: named });
    });
  } catch (error) {
    throw nameTaken(error);
  }
  return { id };
}

async function inRow(
  user: SessionUser,
  id: string,
  database: PrismaClient,
  work: (
    tx: Prisma.TransactionClient,
    row: { id: string; name: string; description: string; kind: string },
  ) => Promise<void>,
): Promise<void> {
  requirePermission(user, "credentials:write");
  const isId = /^[0-9a-f-]{36}$/.test(id);
  await database.$transaction(async (tx) => {
    if (isId) await tx.$executeRaw`select 1 from console.credentials where id = ${id}::uuid for update`;
    const select = { id: true, name: true, description: true, kind: true } as const;
    const row = isId ? await tx.credential.findUnique({ where: { id }, select }) : null;
    if (!row) throw new AppError("not_found", "There is no such credential any more.");
    await work(tx, row);
  });
}

/** One of the changes, and what to say when it is done. */
export async function changeCredential(
  user: SessionUser,
  id: string,
  change: CredentialChange,
  database: PrismaClient = db(),
): Promise<{ said: string; isGone: boolean }> {
  switch (change.intent) {
    case "save": {
      const { intent: _intent, ...after } = change;
      try {
        await inRow(user, id, database, async (tx, { id: _id, ...before }) => {
          await tx.credential.update({ where: { id }, data: { ...after, updatedAt: new Date() } });
          await audit(tx, user, {
            action: "credential.updated",
            target: targetOf({ id, name: after.name }),
            before,
            after,
          });
        });
      } catch (error) {
        throw nameTaken(error);
      }
      return { said: "Saved.", isGone: false };
    }
    case "replace": {
      const sealed = { secret: seal(change.secret, placeOf(id)), lastFour: lastFourOf(change.secret) };
      const now = new Date();
      await inRow(user, id, database, async (tx, row) => {
        await tx.credential.update({
          where: { id },
          data: { ...sealed, updatedAt: now, replacedAt: now, replacedBy: user.name },
        });
        await audit(tx, user, { action: "credential.replaced", target: targetOf(row) });
      });
      return { said: "The new value holds from now on.", isGone: false };
    }
    case "delete":
      await inRow(user, id, database, async (tx, row) => {
        await requireUnused(id);
        if (change.confirmation.trim() !== row.name)
          throw new AppError("invalid", "The name does not match.", {
            fields: { confirmation: "Type the name as it is" },
          });
        await tx.credential.delete({ where: { id } });
        const { id: _id, ...before } = row;
        await audit(tx, user, { action: "credential.deleted", target: targetOf(row), before });
      });
      return { said: "The credential is deleted.", isGone: true };
  }
}

async function requireUnused(id: string): Promise<void> {
  const uses = (await findCredentialUses([id])).get(id) ?? [];
  if (uses.length === 0) return;
  const named = uses.slice(0, 5).map(({ label, where }) => `${label} (${where})`);
  const more = uses.length > 5 ? ` and ${uses.length - 5} more` : "";
  throw new AppError("conflict", `It is in use: ${named.join(", ")}${more}. Let go of it there first.`);
}

/** The value itself, for the house's own calls. It goes to nobody's screen. */
export async function openCredential(id: string, database: Db = db()): Promise<string> {
  const row = await database.credential.findUnique({ where: { id }, select: { secret: true } });
  if (!row) throw new AppError("unavailable", "The credential that this needs is gone.");
  return unseal(row.secret, placeOf(id));
}
