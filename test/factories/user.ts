import type { Db } from "~/data/console/prisma.server";
import { uuid } from "~/lib/uuid.server";
import type { Role } from "~/platform/permissions";
import { sessionCookieName } from "~/platform/session-cookie.server";
import { createSession, type SessionMethod } from "~/platform/session-store.server";
import type { SessionUser } from "~/platform/session.server";
import { testContext } from "../setup/request";

let made = 0;

type UserRow = Awaited<ReturnType<typeof createUser>>;

/** A person who could sign in, had they a password; an operator unless told otherwise. */
export function createUser(
  db: Pick<Db, "user">,
  changes: Partial<Parameters<Db["user"]["create"]>[0]["data"]> & { role?: Role } = {},
) {
  made++;
  return db.user.create({
    data: { id: uuid(), email: `person-${made}@wheelhouse.test`, name: `Person ${made}`, role: "operator", ...changes },
  });
}

/** A session for somebody, as the Cookie header of their next requests. */
export async function createSessionCookie(
  db: Pick<Db, "session">,
  user: Pick<UserRow, "id">,
  options: { method?: SessionMethod; secure?: boolean } = {},
): Promise<string> {
  const token = await createSession(
    { userId: user.id, method: options.method ?? "password", address: "127.0.0.1", userAgent: "test" },
    db,
  );
  return `${sessionCookieName(options.secure ?? false)}=${token}`;
}

/** Somebody new of this role, signed in: the row, the cookie, and the acting user that write functions take. */
export async function signedIn(db: Pick<Db, "user" | "session">, role: Role = "operator") {
  const user = await createUser(db, { role });
  const cookie = await createSessionCookie(db, user);
  const { id: sessionId } = await db.session.findFirstOrThrow({ where: { userId: user.id } });
  const { clientAddress, requestId } = testContext();
  const actor: SessionUser = {
    kind: "user",
    id: user.id,
    name: user.name,
    address: clientAddress,
    requestId,
    email: user.email,
    role,
    sessionId,
    hasPassword: false,
    hasTotp: false,
  };
  return { user, cookie, actor };
}
