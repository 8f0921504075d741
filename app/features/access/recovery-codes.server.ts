import { randomInt } from "node:crypto";
import { db, type Db } from "~/data/console/prisma.server";
import { uuid } from "~/lib/uuid.server";
import { hashToken } from "~/platform/token.server";

const HOW_MANY = 10;
/** Without letters that look like others. */
const LETTERS = "abcdefghjkmnpqrstvwxyz23456789";

function newCode(): string {
  const letters = Array.from({ length: 16 }, () => LETTERS[randomInt(LETTERS.length)]).join("");
  return letters.replace(/(.{4})(?=.)/g, "$1-");
}

function normal(code: string): string {
  return code.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** Replaces a person's recovery codes. They are returned once and stored only as hashes. */
export async function replaceRecoveryCodes(userId: string, tx: Pick<Db, "recoveryCode">): Promise<string[]> {
  const codes = Array.from({ length: HOW_MANY }, newCode);
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({
    data: codes.map((code) => ({ id: uuid(), userId, codeHash: hashToken(normal(code)) })),
  });
  return codes;
}

/** Uses a recovery code up. */
export async function consumeRecoveryCode(
  userId: string,
  code: string,
  tx: Pick<Db, "recoveryCode">,
): Promise<boolean> {
  const { count } = await tx.recoveryCode.updateMany({
    where: { userId, codeHash: hashToken(normal(code)), usedAt: null },
    data: { usedAt: new Date() },
  });
  return count === 1;
}

export async function countRecoveryCodes(userId: string, database: Pick<Db, "recoveryCode"> = db()): Promise<number> {
  return database.recoveryCode.count({ where: { userId, usedAt: null } });
}
