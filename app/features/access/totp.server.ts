import * as OTPAuth from "otpauth";
import { db, type Db } from "~/data/console/prisma.server";
import { seal, unseal, type SecretPlace } from "~/platform/secret-box.server";

const PERIOD_S = 30;

function place(userId: string): SecretPlace {
  return { table: "console.users", row: userId, column: "totp_secret" };
}

export function newTotpSecret(): string {
  return new OTPAuth.Secret({ size: 20 }).base32;
}

export function sealTotpSecret(secret: string, userId: string): string {
  return seal(secret, place(userId));
}

export function openTotpSecret(sealed: string, userId: string): string {
  return unseal(sealed, place(userId));
}

function generator(secret: string, label: string): OTPAuth.TOTP {
  return new OTPAuth.TOTP({ issuer: "Wheelhouse", label, period: PERIOD_S, secret: OTPAuth.Secret.fromBase32(secret) });
}

/** What an authenticator app reads from the QR code. */
export function totpAddress(secret: string, label: string): string {
  return generator(secret, label).toString();
}

/** The time step a code belongs to, one step of clock drift allowed, or null when it is wrong. */
export function totpStep(secret: string, code: string, now = Date.now()): number | null {
  const digits = code.replace(/\s/g, "");
  if (!/^\d{6}$/.test(digits)) return null;
  const drift = generator(secret, "").validate({ token: digits, timestamp: now, window: 1 });
  return drift === null ? null : Math.floor(now / 1000 / PERIOD_S) + drift;
}

/** Accepts a step once: the newer one wins, an equal or older one is a replay. */
export async function acceptTotpStep(
  userId: string,
  step: number,
  database: Pick<Db, "user"> = db(),
): Promise<boolean> {
  const { count } = await database.user.updateMany({
    where: { id: userId, OR: [{ totpLastStep: null }, { totpLastStep: { lt: step } }] },
    data: { totpLastStep: step },
  });
  return count === 1;
}
