import { db, type Db } from "~/data/console/prisma.server";
import { uuid } from "~/lib/uuid.server";
import type { Role } from "./permissions";
import { hashToken, newToken } from "./token.server";

export const SESSION_IDLE_MS = 12 * 3_600_000;
export const SESSION_ABSOLUTE_MS = 14 * 24 * 3_600_000;
/** How stale last_seen_at may be. Writing it on every request would make each page a write. */
const SEEN_EVERY_MS = 60_000;

export type SessionMethod = "password" | "link" | "proxy";
export type FoundSession = {
  id: string;
  createdAt: Date;
  method: string;
  user: { id: string; name: string; email: string | null; role: Role; hasPassword: boolean; hasTotp: boolean };
};

type SessionRow = Omit<FoundSession, "user"> &
  Omit<FoundSession["user"], "id"> & { userId: string; lastSeenAt: Date; expiresAt: Date; disabledAt: Date | null };

/** Starts a session; the token is returned once and stored only as its hash. */
export async function createSession(
  input: { userId: string; method: SessionMethod; address: string; userAgent: string },
  transaction: Db | Pick<Db, "session"> = db(),
): Promise<string> {
  const token = newToken();
  const now = new Date();
  await transaction.session.create({
    data: {
      id: uuid(),
      tokenHash: hashToken(token),
      userId: input.userId,
      method: input.method,
      address: input.address,
      userAgent: input.userAgent.replaceAll("\0", "").slice(0, 300),
      createdAt: now,
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + SESSION_ABSOLUTE_MS),
    },
  });
  return token;
}

/** The session behind a token, if it still holds. Nothing is remembered between requests, so a revoked one ends at once. */
export async function findSession(token: string, database: Db = db()): Promise<FoundSession | null> {
  // One statement instead of a look-up each for session and person: every request asks.
  const [found] = await database.$queryRaw<SessionRow[]>`
    select s.id::text, s.method, s.created_at as "createdAt", s.last_seen_at as "lastSeenAt", s.expires_at as "expiresAt",
           u.id::text as "userId", u.name, u.email, u.role, u.disabled_at as "disabledAt",
           u.password_hash is not null as "hasPassword", u.totp_confirmed_at is not null as "hasTotp"
      from console.sessions s join console.users u on u.id = s.user_id where s.token_hash = ${hashToken(token)}`;
  const now = Date.now();
  if (!found || found.disabledAt) return null;
  if (found.expiresAt.getTime() <= now || found.lastSeenAt.getTime() + SESSION_IDLE_MS <= now) return null;
  if (now - found.lastSeenAt.getTime() > SEEN_EVERY_MS)
    await database.session.updateMany({ where: { id: found.id }, data: { lastSeenAt: new Date(now) } });
  const { id, createdAt, method, userId, name, email, role, hasPassword, hasTotp } = found;
  return { id, createdAt, method, user: { id: userId, name, email, role, hasPassword, hasTotp } };
}

/** Gives a session a new id and token, as whenever what it may do changes: what was stolen before is worth nothing. */
export async function renewSession(id: string, transaction: Pick<Db, "session">): Promise<string> {
  const token = newToken();
  await transaction.session.update({ where: { id }, data: { id: uuid(), tokenHash: hashToken(token) } });
  return token;
}

/** Ends all sessions of a person, or all but one. */
export async function endSessionsOf(
  userId: string,
  transaction: Pick<Db, "session">,
  options: { except?: string } = {},
): Promise<number> {
  const { count } = await transaction.session.deleteMany({
    where: { userId, ...(options.except && { id: { not: options.except } }) },
  });
  return count;
}
