import { z } from "zod";
import { db, Prisma, type PrismaClient } from "~/data/console/prisma.server";
import { AppError } from "~/lib/errors";
import { uuid } from "~/lib/uuid.server";
import { audit, type Actor } from "~/platform/audit.server";
import { requirePermission, ROLES } from "~/platform/permissions";
import type { SessionUser } from "~/platform/session.server";
import { createLink } from "./one-time-link.server";
import { RESET_PATH } from "./open-link.server";
import { hashPassword } from "./password.server";
import { Email, Line, NewPassword } from "./person";

export const NewPerson = z.object({
  name: Line("The name"),
  email: Email,
  role: z.enum(ROLES, { error: `The role is one of ${ROLES.join(", ")}.` }),
});
export type NewPerson = z.infer<typeof NewPerson>;

export const NewPersonWithPassword = NewPerson.extend({ password: NewPassword });
export type NewPersonWithPassword = z.infer<typeof NewPersonWithPassword>;

/** Lets somebody in. They choose their own password behind the link that is returned. */
export async function createPerson(
  user: SessionUser,
  input: NewPerson,
  publicUrl: string,
  database: PrismaClient = db(),
): Promise<{ id: string; link: string }> {
  requirePermission(user, "access:write");
  return inTransaction(database, input.email, async (tx) => {
    const id = await insertPerson(tx, input, null);
    const token = await createLink("reset", id, tx);
    await audit(tx, user, created(id, input));
    return { id, link: `${publicUrl}${RESET_PATH}?token=${token}` };
  });
}

/** For the command line, whose user owns the machine. */
export async function createPersonWithPassword(
  actor: Actor,
  input: NewPersonWithPassword,
  database: PrismaClient = db(),
): Promise<string> {
  const passwordHash = await hashPassword(input.password);
  return inTransaction(database, input.email, async (tx) => {
    const id = await insertPerson(tx, input, passwordHash);
    await audit(tx, actor, created(id, input));
    return id;
  });
}

function created(id: string, { name, email, role }: NewPerson) {
  return { action: "user.created", target: { kind: "user", id, name }, after: { name, email, role } };
}

async function insertPerson(tx: Prisma.TransactionClient, input: NewPerson, passwordHash: string | null) {
  const id = uuid();
  const { name, email, role } = input;
  await tx.user.create({
    data: { id, name, email, role, passwordHash, passwordChangedAt: passwordHash ? new Date() : null },
  });
  return id;
}

async function inTransaction<T>(
  database: PrismaClient,
  email: string,
  work: (tx: Prisma.TransactionClient) => Promise<T>,
): Promise<T> {
  return database.$transaction(work).catch((error: unknown) => {
    throw emailTaken(error, email) ?? error;
  });
}

/** The unique index decides, so two at once cannot both have the address. */
export function emailTaken(error: unknown, email: string): AppError | null {
  const isTaken = error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
  if (!isTaken) return null;
  const message = `Somebody here already has ${email}.`;
  return new AppError("conflict", message, { fields: { email: message } });
}
