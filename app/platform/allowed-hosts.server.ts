import { db, type Db } from "~/data/console/prisma.server";
import { AppError } from "~/lib/errors";
import { audit } from "./audit.server";
import { requirePermission } from "./permissions";
import type { SessionUser } from "./session.server";

/** A host as it stands in an address: lower case, without brackets or a final dot, with a port where one was named. */
export function normalHost(text: string): string {
  const typed = text.trim().toLowerCase();
  const withoutScheme = typed.replace(/^https?:\/\//, "");
  let url: URL;
  try {
    url = new URL(`http://${withoutScheme}`);
  } catch {
    throw new AppError("invalid", "This is not a host.", { fields: { host: "Write a host, or host:port" } });
  }
  if (!url.hostname || url.username || url.pathname !== "/" || url.search || url.hash)
    throw new AppError("invalid", "This is not a host.", { fields: { host: "Write a host, or host:port" } });
  const host = url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  // URL drops port 80 as http's own, but the person wrote it to mean that port alone.
  const port = url.port || (withoutScheme.endsWith(":80") ? "80" : "");
  return port ? `${host}|${port}` : host;
}

/** For people: `|` stands between host and port inside, since an IPv6 address is full of colons. */
export function shownHost(host: string): string {
  const [name, port] = host.split("|") as [string, string?];
  const bracketed = name.includes(":") ? `[${name}]` : name;
  return port ? `${bracketed}:${port}` : bracketed;
}

/** Whether an admin allowed calls to this host although its address is private. */
export async function isAllowedHost(host: string, port: string, database: Db = db()): Promise<boolean> {
  const name = host.toLowerCase();
  return (await database.allowedHost.count({ where: { host: { in: [name, `${name}|${port}`] } } })) > 0;
}

export async function listAllowedHosts(database: Db = db()) {
  const rows = await database.allowedHost.findMany({ orderBy: { host: "asc" } });
  return rows.map((row) => ({ ...row, shown: shownHost(row.host) }));
}

export async function allowHost(user: SessionUser, input: { host: string; note: string }, database = db()) {
  requirePermission(user, "webhooks:write");
  const host = normalHost(input.host);
  await database.$transaction(async (tx) => {
    const data = { note: input.note, addedBy: user.id, addedByName: user.name };
    await tx.allowedHost.upsert({ where: { host }, create: { host, ...data }, update: data });
    await audit(tx, user, {
      action: "host.allowed",
      target: { kind: "host", id: host, name: shownHost(host) },
      after: { note: input.note },
    });
  });
}

export async function forbidHost(user: SessionUser, host: string, database = db()) {
  requirePermission(user, "webhooks:write");
  await database.$transaction(async (tx) => {
    const { count } = await tx.allowedHost.deleteMany({ where: { host } });
    if (count === 0) throw new AppError("not_found", "This host is not in the list.");
    await audit(tx, user, { action: "host.forbidden", target: { kind: "host", id: host, name: shownHost(host) } });
  });
}
