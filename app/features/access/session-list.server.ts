import { db, type PrismaClient } from "~/data/console/prisma.server";
import { AppError } from "~/lib/errors";
import { audit } from "~/platform/audit.server";
import { may, requirePermission } from "~/platform/permissions";
import type { SessionUser } from "~/platform/session.server";
import { endSessionsOf, SESSION_IDLE_MS } from "~/platform/session-store.server";

export type SessionRow = {
  id: string;
  userId: string;
  userName: string;
  method: string;
  address: string;
  userAgent: string;
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
};

/** Sessions that still hold, the one seen last on top; of everybody or of one person. */
export async function listSessions(
  options: { userId?: string; limit?: number } = {},
  database: PrismaClient = db(),
): Promise<SessionRow[]> {
  const now = Date.now();
  const rows = await database.session.findMany({
    where: {
      ...(options.userId && { userId: options.userId }),
      expiresAt: { gt: new Date(now) },
      lastSeenAt: { gt: new Date(now - SESSION_IDLE_MS) },
      user: { disabledAt: null },
    },
    include: { user: { select: { name: true } } },
    orderBy: [{ lastSeenAt: "desc" }, { id: "desc" }],
    take: options.limit ?? 500,
  });
  return rows.map(({ tokenHash: _, user, ...row }) => ({ ...row, userName: user.name }));
}

/** Ends a session: one's own, or with the permission anybody's. */
export async function endSession(user: SessionUser, id: string, database: PrismaClient = db()): Promise<void> {
  requirePermission(user, "account:write");
  await database.$transaction(async (tx) => {
    const found = await tx.session.findUnique({ where: { id }, include: { user: true } });
    const isTheirs = found && (found.userId === user.id || may(user.role, "access:write"));
    if (!isTheirs) throw new AppError("not_found", "There is no such session; it may have ended.");
    await tx.session.deleteMany({ where: { id } });
    await audit(tx, user, {
      action: "session.ended",
      target: { kind: "user", id: found.userId, name: found.user.name },
      before: { method: found.method, address: found.address, started_at: found.createdAt.toISOString() },
    });
  });
}

export async function endOtherSessions(user: SessionUser, database: PrismaClient = db()): Promise<number> {
  requirePermission(user, "account:write");
  return database.$transaction(async (tx) => {
    const count = await endSessionsOf(user.id, tx, { except: user.sessionId });
    await audit(tx, user, {
      action: "user.sessions_ended",
      target: { kind: "user", id: user.id, name: user.name },
      after: { count },
    });
    return count;
  });
}
