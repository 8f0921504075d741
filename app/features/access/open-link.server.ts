import { db, type PrismaClient } from "~/data/console/prisma.server";
import { AppError } from "~/lib/errors";
import { uuid } from "~/lib/uuid.server";
import { audit, COMMAND_LINE, type Actor } from "~/platform/audit.server";
import type { Visitor } from "~/platform/visitor.server";
import { createLink, consumeLink } from "./one-time-link.server";
import { startSession } from "./sign-in.server";

export const LINK_PATH = "/sign-in/link";
export const RESET_PATH = "/sign-in/reset";

/** Opens a sign-in link: a session, or null when it was used or is too old. */
export async function openLink(
  token: string,
  from: Visitor,
  database: PrismaClient = db(),
): Promise<{ session: string; isFirst: boolean } | null> {
  const link = await consumeLink(token, ["first-admin", "sign-in"], database);
  if (!link) return null;
  const user =
    link.kind === "first-admin"
      ? await createFirstAdmin(from, database)
      : link.userId && (await database.user.findFirst({ where: { id: link.userId, disabledAt: null } }));
  if (!user) return null;
  return { session: await startSession(user, "link", from, database), isFirst: link.kind === "first-admin" };
}

/** Only while there is nobody. The lock makes two links opened at once agree on who is first. */
async function createFirstAdmin(from: Visitor, database: PrismaClient) {
  return database.$transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(72707372)`;
    if ((await tx.user.count()) > 0) return null;
    const user = await tx.user.create({ data: { id: uuid(), name: "First admin", role: "admin" } });
    await audit(
      tx,
      { kind: "user", id: user.id, name: user.name, ...from },
      {
        action: "user.created",
        target: { kind: "user", id: user.id, name: user.name },
        after: { role: user.role, by: "the first sign-in link" },
      },
    );
    return user;
  });
}

/** The link that the start of the product prints: for the first admin while there is nobody, else for the oldest. */
export async function createStartLink(publicUrl: string, database: PrismaClient = db()): Promise<string | null> {
  if ((await database.user.count()) === 0)
    return `${publicUrl}${LINK_PATH}?token=${await createLink("first-admin", null, database)}`;
  const admin = await database.user.findFirst({
    where: { role: "admin", disabledAt: null },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return admin && createSignInLink(COMMAND_LINE, admin, publicUrl, database);
}

/** A one-time sign-in link for a person. Whoever runs the command line owns the machine, so no code is asked. */
export async function createSignInLink(
  actor: Actor,
  user: { id: string; name: string },
  publicUrl: string,
  database: PrismaClient = db(),
): Promise<string> {
  return database.$transaction(async (tx) => {
    const token = await createLink("sign-in", user.id, tx);
    await audit(tx, actor, {
      action: "user.sign_in_link_created",
      target: { kind: "user", id: user.id, name: user.name },
    });
    return `${publicUrl}${LINK_PATH}?token=${token}`;
  });
}

export async function createSignInLinkFor(
  actor: Actor,
  email: string,
  publicUrl: string,
  database: PrismaClient = db(),
): Promise<string> {
  const user = await database.user.findUnique({ where: { email } });
  if (!user) throw new AppError("not_found", `Nobody here has the e-mail address ${email}.`);
  if (user.disabledAt) throw new AppError("conflict", `${email} is disabled.`);
  return createSignInLink(actor, user, publicUrl, database);
}
