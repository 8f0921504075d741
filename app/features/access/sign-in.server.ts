import { db, type PrismaClient } from "~/data/console/prisma.server";
import { log } from "~/config/log.server";
import { AppError } from "~/lib/errors";
import { audit } from "~/platform/audit.server";
import { createSession, type SessionMethod } from "~/platform/session-store.server";
import { hashToken } from "~/platform/token.server";
import type { Visitor } from "~/platform/visitor.server";
import { createLink, findLink, consumeLink } from "./one-time-link.server";
import { hashPassword, needsRehash, verifyPassword } from "./password.server";
import { consumeRecoveryCode } from "./recovery-codes.server";
import { giveBackTries, takeSignInTry } from "./sign-in-limit.server";
import { acceptTotpStep, openTotpSecret, totpStep } from "./totp.server";

/** Either a session's token, or a step's: then the code is still awaited. */
export type SignedIn = { session: string } | { step: string };

/** Unknown, wrong, without a password and disabled read alike. */
const REFUSED = "The e-mail address or the password is not right.";
const CODE_REFUSED = "The code is not right, or it was used before.";

export async function signIn(
  input: { email: string; password: string },
  from: Visitor,
  database: PrismaClient = db(),
): Promise<SignedIn> {
  await takeSignInTry(input.email, from.address, database);
  const user = await database.user.findUnique({ where: { email: input.email } });
  const isRight = await verifyPassword(user?.passwordHash, input.password);
  if (!user || !isRight || user.disabledAt) {
    log.warn({ requestId: from.requestId, address: from.address }, "a sign-in was refused");
    throw new AppError("unauthenticated", REFUSED);
  }
  if (needsRehash(user.passwordHash!)) {
    const passwordHash = await hashPassword(input.password);
    // Only if nobody changed the password meanwhile.
    await database.user.updateMany({
      where: { id: user.id, passwordHash: user.passwordHash },
      data: { passwordHash },
    });
  }
  if (user.totpConfirmedAt) return { step: await createLink("second-step", user.id, database) };
  const session = await startSession(user, "password", from, database);
  await giveBackTries(input.email, from.address, 1, database);
  return { session };
}

/** The second step: a code of the authenticator app, or a recovery code. */
export async function finishSignIn(
  input: { step: string; code: string },
  from: Visitor,
  database: PrismaClient = db(),
): Promise<string> {
  const link = await findLink(input.step, ["second-step"], database);
  const user = link?.userId ? await database.user.findUnique({ where: { id: link.userId } }) : null;
  if (!user?.email || !user.totpSecret || user.disabledAt)
    throw new AppError("conflict", "That took too long. Start again with your password.");
  await takeSignInTry(user.email, from.address, database);
  const step = totpStep(openTotpSecret(user.totpSecret, user.id), input.code);
  const isRight =
    step === null
      ? await consumeRecoveryCode(user.id, input.code, database)
      : await acceptTotpStep(user.id, step, database);
  if (!isRight) throw new AppError("unauthenticated", CODE_REFUSED);
  if (!(await consumeLink(input.step, ["second-step"], database)))
    throw new AppError("conflict", "That took too long. Start again with your password.");
  const session = await startSession(user, "password", from, database, step === null ? "recovery code" : "code");
  await giveBackTries(user.email, from.address, 2, database);
  return session;
}

/** Starts a session with a new id, ends the one the browser had, and says so in the audit log. */
export async function startSession(
  user: { id: string; name: string },
  method: SessionMethod,
  from: Visitor,
  database: PrismaClient = db(),
  secondStep?: string,
): Promise<string> {
  return database.$transaction(async (tx) => {
    if (from.oldToken) await tx.session.deleteMany({ where: { tokenHash: hashToken(from.oldToken) } });
    await tx.user.update({ where: { id: user.id }, data: { lastSignInAt: new Date() } });
    const token = await createSession({ userId: user.id, method, ...from }, tx);
    const actor = { kind: "user" as const, id: user.id, name: user.name, ...from };
    await audit(tx, actor, {
      action: "session.started",
      target: { kind: "user", id: user.id, name: user.name },
      after: { method, ...(secondStep && { second_step: secondStep }) },
    });
    return token;
  });
}
