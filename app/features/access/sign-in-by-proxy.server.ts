import { db, type PrismaClient } from "~/data/console/prisma.server";
import type { Visitor } from "~/platform/visitor.server";
import { startSession } from "./sign-in.server";

/**
 * A session for the person whom a trusted proxy vouches for, or null when nobody here has that address. The proxy
 * knows who somebody is, not what they may do: it never creates a person.
 */
export async function signInByProxy(
  email: string,
  from: Visitor,
  database: PrismaClient = db(),
): Promise<string | null> {
  const user = await database.user.findFirst({ where: { email, disabledAt: null } });
  return user ? startSession(user, "proxy", from, database) : null;
}
