import { db, type Db } from "~/data/console/prisma.server";
import { AppError } from "~/lib/errors";
import type { Role } from "~/platform/permissions";
import { SESSION_IDLE_MS } from "~/platform/session-store.server";

export type Person = {
  id: string;
  name: string;
  email: string | null;
  role: Role;
  isDisabled: boolean;
  hasPassword: boolean;
  hasTotp: boolean;
  sessionCount: number;
  createdAt: Date;
  lastSignInAt: Date | null;
};

function livingSessions() {
  const now = Date.now();
  return { expiresAt: { gt: new Date(now) }, lastSeenAt: { gt: new Date(now - SESSION_IDLE_MS) } };
}

function select() {
  return {
    id: true,
    name: true,
    email: true,
    role: true,
    disabledAt: true,
    passwordHash: true,
    totpConfirmedAt: true,
    createdAt: true,
    lastSignInAt: true,
    _count: { select: { sessions: { where: livingSessions() } } },
  } as const;
}

type Row = {
  id: string;
  name: string;
  email: string | null;
  role: string;
  disabledAt: Date | null;
  passwordHash: string | null;
  totpConfirmedAt: Date | null;
  createdAt: Date;
  lastSignInAt: Date | null;
  _count: { sessions: number };
};

function toPerson(row: Row): Person {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role as Role,
    isDisabled: row.disabledAt !== null,
    hasPassword: row.passwordHash !== null,
    hasTotp: row.totpConfirmedAt !== null,
    sessionCount: row._count.sessions,
    createdAt: row.createdAt,
    lastSignInAt: row.lastSignInAt,
  };
}

export async function listPeople(database: Db = db()): Promise<Person[]> {
  const rows = await database.user.findMany({ select: select(), orderBy: [{ name: "asc" }, { id: "asc" }] });
  return rows.map(toPerson);
}

export async function getPerson(id: string, database: Db = db()): Promise<Person> {
  const isId = /^[0-9a-f-]{36}$/.test(id);
  const row = isId && (await database.user.findUnique({ where: { id }, select: select() }));
  if (!row) throw new AppError("not_found", "There is no such person.");
  return toPerson(row);
}

/** Whether anybody is here at all; if not, only the link that the start printed lets in. */
export async function isNobodyHere(database: Db = db()): Promise<boolean> {
  return (await database.user.count()) === 0;
}
