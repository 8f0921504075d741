import { db, type PrismaClient } from "~/data/console/prisma.server";
import { AppError } from "~/lib/errors";
import { audit } from "~/platform/audit.server";
import { endSessionsOf } from "~/platform/session-store.server";
import type { Visitor } from "~/platform/visitor.server";
import { findLink, consumeLink } from "./one-time-link.server";
import { hashPassword } from "./password.server";

/** Whose password a reset link sets, without using it; null when it was used or is too old. */
export async function findReset(
  token: string,
  database: PrismaClient = db(),
): Promise<{ name: string; email: string | null } | null> {
  const link = await findLink(token, ["reset"], database);
  if (!link?.userId) return null;
  return database.user.findFirst({
    where: { id: link.userId, disabledAt: null },
    select: { name: true, email: true },
  });
}

/** Sets the password behind a reset link and ends every session of the person, in one go with the link. */
export async function resetPassword(
  token: string,
  password: string,
  from: Visitor,
  database: PrismaClient = db(),
): Promise<void> {
  const expired = () => new AppError("conflict", "This link was used before or is too old. Ask an admin for another.");
  // Hashing is dear, so a token that opens nothing does not get that far.
  if (!(await findReset(token, database))) throw expired();
  const passwordHash = await hashPassword(password);
  await database.$transaction(async (tx) => {
    const link = await consumeLink(token, ["reset"], tx);
    const user = link?.userId && (await tx.user.findFirst({ where: { id: link.userId, disabledAt: null } }));
    if (!user) throw expired();
    await tx.user.update({ where: { id: user.id }, data: { passwordHash, passwordChangedAt: new Date() } });
    await endSessionsOf(user.id, tx);
    // Whatever else was on its way in came from before.
    await tx.oneTimeLink.deleteMany({ where: { userId: user.id, usedAt: null } });
    const actor = { kind: "user" as const, id: user.id, name: user.name, ...from };
    await audit(tx, actor, { action: "user.password_reset", target: { kind: "user", id: user.id, name: user.name } });
  });
}
