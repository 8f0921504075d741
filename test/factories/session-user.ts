import { uuid } from "~/lib/uuid.server";
import type { SessionUser } from "~/platform/session.server";

/** Somebody who is signed in, without a row in the database. */
export function adminUser(changes: Partial<SessionUser> = {}): SessionUser {
  return {
    kind: "user",
    id: uuid(),
    name: "Ada",
    address: "127.0.0.1",
    requestId: uuid(),
    email: "ada@example.com",
    role: "admin",
    sessionId: uuid(),
    hasPassword: true,
    hasTotp: false,
    ...changes,
  };
}
