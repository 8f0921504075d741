import { db, type PrismaClient } from "~/data/console/prisma.server";
import { audit } from "~/platform/audit.server";
import type { SessionUser } from "~/platform/session.server";

/** Ends the session one is signed in with. */
export async function signOut(user: SessionUser, database: PrismaClient = db()): Promise<void> {
  await database.$transaction(async (tx) => {
    await tx.session.deleteMany({ where: { id: user.sessionId } });
    await audit(tx, user, {
      action: "session.signed_out",
      target: { kind: "user", id: user.id, name: user.name },
    });
  });
}
