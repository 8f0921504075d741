import { z } from "zod";
import { db, type PrismaClient } from "~/data/console/prisma.server";
import { AppError } from "~/lib/errors";
import { audit } from "~/platform/audit.server";
import { requirePermission } from "~/platform/permissions";
import type { SessionUser } from "~/platform/session.server";
import { endSessionsOf, renewSession } from "~/platform/session-store.server";
import { emailTaken } from "./create-person.server";
import { hashPassword, verifyPassword } from "./password.server";
import { Email, Line, NewPassword } from "./person";
import { giveBackTries, takeSignInTry } from "./sign-in-limit.server";

export const Welcome = z.object({ name: Line("The name"), email: Email, password: NewPassword });
export type Welcome = z.infer<typeof Welcome>;
export const Profile = z.object({ name: Line("The name"), email: Email });
export type Profile = z.infer<typeof Profile>;

function self(user: SessionUser, name = user.name) {
  return { kind: "user", id: user.id, name };
}

/** The current password, asked for again. It counts as a try to sign in, so it cannot be guessed here either. */
export async function requirePassword(user: SessionUser, password: string, database: PrismaClient): Promise<void> {
  const row = await database.user.findUniqueOrThrow({ where: { id: user.id } });
  const account = row.email ?? user.id;
  await takeSignInTry(account, user.address ?? "", database);
  if (!(await verifyPassword(row.passwordHash, password))) {
    const message = "This is not your current password.";
    throw new AppError("invalid", message, { fields: { current: message } });
  }
  await giveBackTries(account, user.address ?? "", 1, database);
}

/** The first admin's own name, address and password. Returns the renewed session's token. */
export async function welcome(user: SessionUser, input: Welcome, database: PrismaClient = db()): Promise<string> {
  requirePermission(user, "account:write");
  const passwordHash = await hashPassword(input.password);
  const { name, email } = input;
  return database
    .$transaction(async (tx) => {
      // Without this, whoever finds a browser signed in could set a password unasked.
      const { count } = await tx.user.updateMany({
        where: { id: user.id, passwordHash: null },
        data: { name, email, passwordHash, passwordChangedAt: new Date() },
      });
      if (count === 0) throw new AppError("conflict", "You have a password already. Change it on your account page.");
      const token = await renewSession(user.sessionId, tx);
      await audit(tx, user, { action: "user.welcomed", target: self(user, name), after: { name, email } });
      return token;
    })
    .catch((error: unknown) => {
      throw emailTaken(error, email) ?? error;
    });
}

export async function updateProfile(user: SessionUser, input: Profile, database: PrismaClient = db()): Promise<void> {
  requirePermission(user, "account:write");
  const { name, email } = input;
  await database
    .$transaction(async (tx) => {
      await tx.user.update({ where: { id: user.id }, data: { name, email } });
      await audit(tx, user, {
        action: "user.profile_changed",
        target: self(user, name),
        before: { name: user.name, email: user.email },
        after: { name, email },
      });
    })
    .catch((error: unknown) => {
      throw emailTaken(error, email) ?? error;
    });
}

/** Changes the password, ends every other session, and renews this one. Returns its token. */
export async function changePassword(
  user: SessionUser,
  input: { current: string; password: string },
  database: PrismaClient = db(),
): Promise<string> {
  requirePermission(user, "account:write");
  await requirePassword(user, input.current, database);
  const passwordHash = await hashPassword(input.password);
  return database.$transaction(async (tx) => {
    await tx.user.update({ where: { id: user.id }, data: { passwordHash, passwordChangedAt: new Date() } });
    const count = await endSessionsOf(user.id, tx, { except: user.sessionId });
    await tx.oneTimeLink.deleteMany({ where: { userId: user.id } });
    const token = await renewSession(user.sessionId, tx);
    await audit(tx, user, {
      action: "user.password_changed",
      target: self(user),
      after: { other_sessions_ended: count },
    });
    return token;
  });
}
