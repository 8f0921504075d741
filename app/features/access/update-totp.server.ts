import QRCode from "qrcode";
import { db, type Prisma, type PrismaClient } from "~/data/console/prisma.server";
import { AppError } from "~/lib/errors";
import { audit } from "~/platform/audit.server";
import { requirePermission } from "~/platform/permissions";
import type { SessionUser } from "~/platform/session.server";
import { endSessionsOf, renewSession } from "~/platform/session-store.server";
import { replaceRecoveryCodes } from "./recovery-codes.server";
import { acceptTotpStep, newTotpSecret, openTotpSecret, sealTotpSecret, totpAddress, totpStep } from "./totp.server";
import { requirePassword } from "./update-account.server";

export type TotpSetup = { secret: string; qr: string };
/** The codes are shown once; the token is the renewed session's. */
export type TotpConfirmed = { codes: string[]; session: string };

function self(user: SessionUser) {
  return { kind: "user", id: user.id, name: user.name };
}

/** Makes a secret that counts only once a code from it was seen. */
export async function startTotp(user: SessionUser, current: string, database: PrismaClient = db()): Promise<void> {
  requirePermission(user, "account:write");
  if (!user.hasPassword) throw new AppError("conflict", "Set a password first: the code is the second step after it.");
  await requirePassword(user, current, database);
  await database.$transaction(async (tx) => {
    const { count } = await tx.user.updateMany({
      where: { id: user.id, totpConfirmedAt: null },
      data: { totpSecret: sealTotpSecret(newTotpSecret(), user.id), totpLastStep: null },
    });
    if (count === 0) throw new AppError("conflict", "Codes are on already. Turn them off first.");
    await audit(tx, user, { action: "user.totp_started", target: self(user) });
  });
}

/** What the page shows while a secret waits for its first code. */
export async function findTotpSetup(user: SessionUser, database: PrismaClient = db()): Promise<TotpSetup | null> {
  const row = await database.user.findUnique({ where: { id: user.id } });
  if (!row?.totpSecret || row.totpConfirmedAt) return null;
  const secret = openTotpSecret(row.totpSecret, user.id);
  const svg = await QRCode.toString(totpAddress(secret, row.email ?? row.name), { type: "svg", margin: 2 });
  return { secret, qr: `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}` };
}

export async function confirmTotp(
  user: SessionUser,
  code: string,
  database: PrismaClient = db(),
): Promise<TotpConfirmed> {
  requirePermission(user, "account:write");
  const row = await database.user.findUniqueOrThrow({ where: { id: user.id } });
  if (!row.totpSecret || row.totpConfirmedAt) throw new AppError("conflict", "There is no code to confirm.");
  const step = totpStep(openTotpSecret(row.totpSecret, user.id), code);
  if (step === null) {
    const message = "The code is not right. Look whether the phone's clock is.";
    throw new AppError("invalid", message, { fields: { code: message } });
  }
  return database.$transaction(async (tx) => {
    const { count } = await tx.user.updateMany({
      where: { id: user.id, totpSecret: row.totpSecret, totpConfirmedAt: null },
      data: { totpConfirmedAt: new Date() },
    });
    if (count === 0) throw new AppError("conflict", "There is no code to confirm.");
    await acceptTotpStep(user.id, step, tx);
    const codes = await replaceRecoveryCodes(user.id, tx);
    return { codes, session: await finish(tx, user, "user.totp_confirmed") };
  });
}

/** Gives up a setup that was never confirmed. */
export async function cancelTotp(user: SessionUser, database: PrismaClient = db()): Promise<void> {
  requirePermission(user, "account:write");
  await database.$transaction(async (tx) => {
    const { count } = await tx.user.updateMany({
      where: { id: user.id, totpConfirmedAt: null },
      data: { totpSecret: null },
    });
    if (count === 0) throw new AppError("conflict", "Codes are on already.");
    await audit(tx, user, { action: "user.totp_cancelled", target: self(user) });
  });
}

/** Turns codes off. Returns the renewed session's token. */
export async function removeTotp(user: SessionUser, current: string, database: PrismaClient = db()): Promise<string> {
  requirePermission(user, "account:write");
  await requirePassword(user, current, database);
  return database.$transaction(async (tx) => {
    await tx.user.update({
      where: { id: user.id },
      data: { totpSecret: null, totpConfirmedAt: null, totpLastStep: null },
    });
    await tx.recoveryCode.deleteMany({ where: { userId: user.id } });
    return finish(tx, user, "user.totp_removed");
  });
}

/** New recovery codes instead of the old ones. */
export async function renewRecoveryCodes(
  user: SessionUser,
  current: string,
  database: PrismaClient = db(),
): Promise<string[]> {
  requirePermission(user, "account:write");
  if (!user.hasTotp) throw new AppError("conflict", "Recovery codes belong to codes, which are off.");
  await requirePassword(user, current, database);
  return database.$transaction(async (tx) => {
    const codes = await replaceRecoveryCodes(user.id, tx);
    await audit(tx, user, { action: "user.recovery_codes_renewed", target: self(user) });
    return codes;
  });
}

async function finish(tx: Prisma.TransactionClient, user: SessionUser, action: string): Promise<string> {
  await endSessionsOf(user.id, tx, { except: user.sessionId });
  const token = await renewSession(user.sessionId, tx);
  await audit(tx, user, { action, target: self(user) });
  return token;
}
