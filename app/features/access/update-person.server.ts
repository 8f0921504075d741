import { db, type Prisma, type PrismaClient } from "~/data/console/prisma.server";
import { AppError } from "~/lib/errors";
import { audit } from "~/platform/audit.server";
import { requirePermission, type Role } from "~/platform/permissions";
import type { SessionUser } from "~/platform/session.server";
import { endSessionsOf } from "~/platform/session-store.server";
import { createLink } from "./one-time-link.server";
import { RESET_PATH } from "./open-link.server";
import type { PersonChange } from "./person-change";
import { endSession } from "./session-list.server";

type Tx = Prisma.TransactionClient;
type Change = {
  action: string;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
};
type Target = { id: string; name: string; role: string; disabledAt: Date | null };

/** Locks the admins' count, finds the person, changes, and audits: all in one transaction. */
async function change<T>(
  user: SessionUser,
  id: string,
  database: PrismaClient,
  work: (tx: Tx, target: Target) => Promise<{ done: Change; result: T }>,
): Promise<T> {
  requirePermission(user, "access:write");
  return database.$transaction(async (tx) => {
    // Two admins who remove each other at the same moment would leave none.
    await tx.$executeRaw`select pg_advisory_xact_lock(72707372)`;
    const target = /^[0-9a-f-]{36}$/.test(id) ? await tx.user.findUnique({ where: { id } }) : null;
    if (!target) throw new AppError("not_found", "There is no such person.");
    const { done, result } = await work(tx, target);
    await audit(tx, user, { ...done, target: { kind: "user", id, name: target.name } });
    return result;
  });
}

async function requireAnotherAdmin(tx: Tx, target: Target): Promise<void> {
  if (target.role !== "admin" || target.disabledAt) return;
  const others = await tx.user.count({ where: { role: "admin", disabledAt: null, id: { not: target.id } } });
  if (others === 0)
    throw new AppError("conflict", `${target.name} is the last admin. Make somebody else an admin first.`);
}

export async function setRole(user: SessionUser, id: string, role: Role, database: PrismaClient = db()): Promise<void> {
  return change(user, id, database, async (tx, target) => {
    if (role !== "admin") await requireAnotherAdmin(tx, target);
    await tx.user.update({ where: { id }, data: { role } });
    // What they are signed in as is no longer what they are.
    await endSessionsOf(id, tx);
    return {
      done: { action: "user.role_changed", before: { role: target.role }, after: { role } },
      result: undefined,
    };
  });
}

export async function disablePerson(user: SessionUser, id: string, database: PrismaClient = db()): Promise<void> {
  return change(user, id, database, async (tx, target) => {
    await requireAnotherAdmin(tx, target);
    await tx.user.update({ where: { id }, data: { disabledAt: target.disabledAt ?? new Date() } });
    await endSessionsOf(id, tx);
    await tx.oneTimeLink.deleteMany({ where: { userId: id } });
    return { done: { action: "user.disabled" }, result: undefined };
  });
}

export async function enablePerson(user: SessionUser, id: string, database: PrismaClient = db()): Promise<void> {
  return change(user, id, database, async (tx) => {
    await tx.user.update({ where: { id }, data: { disabledAt: null } });
    return { done: { action: "user.enabled" }, result: undefined };
  });
}

/** A link behind which the person chooses a new password. An older one stops working. */
export async function createResetLink(
  user: SessionUser,
  id: string,
  publicUrl: string,
  database: PrismaClient = db(),
): Promise<string> {
  return change(user, id, database, async (tx, target) => {
    if (target.disabledAt) throw new AppError("conflict", `${target.name} is disabled. Enable them first.`);
    await tx.oneTimeLink.deleteMany({ where: { userId: id, kind: "reset" } });
    const token = await createLink("reset", id, tx);
    return { done: { action: "user.reset_link_created" }, result: `${publicUrl}${RESET_PATH}?token=${token}` };
  });
}

/** For somebody who lost their authenticator and their recovery codes. */
export async function removeTotpOf(user: SessionUser, id: string, database: PrismaClient = db()): Promise<void> {
  return change(user, id, database, async (tx) => {
    await tx.user.update({ where: { id }, data: { totpSecret: null, totpConfirmedAt: null, totpLastStep: null } });
    await tx.recoveryCode.deleteMany({ where: { userId: id } });
    await endSessionsOf(id, tx);
    return { done: { action: "user.totp_removed" }, result: undefined };
  });
}

export async function endAllSessions(user: SessionUser, id: string, database: PrismaClient = db()): Promise<number> {
  return change(user, id, database, async (tx) => {
    const count = await endSessionsOf(id, tx);
    return { done: { action: "user.sessions_ended", after: { count } }, result: count };
  });
}

/** One of the changes, and what to say when it is done. */
export async function changePerson(
  user: SessionUser,
  id: string,
  wanted: PersonChange,
  publicUrl: string,
  database: PrismaClient = db(),
): Promise<{ message: string; link?: string }> {
  switch (wanted.intent) {
    case "role":
      await setRole(user, id, wanted.role, database);
      return { message: `The role is ${wanted.role} now.` };
    case "disable":
      await disablePerson(user, id, database);
      return { message: "Disabled: nothing lets them in." };
    case "enable":
      await enablePerson(user, id, database);
      return { message: "Enabled again." };
    case "reset":
      return { message: "The link is ready.", link: await createResetLink(user, id, publicUrl, database) };
    case "remove-codes":
      await removeTotpOf(user, id, database);
      return { message: "Their codes are off, and their sessions over." };
    case "end-sessions":
      return { message: `Sessions ended: ${await endAllSessions(user, id, database)}.` };
    case "end-session":
      await endSession(user, wanted.sessionId, database);
      return { message: "That session is over." };
  }
}
