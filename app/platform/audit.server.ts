import { Prisma, type Db } from "~/data/console/prisma.server";
import type { Sql } from "~/data/postgres.server";
import { uuid } from "~/lib/uuid.server";

/** Who does something. People and keys are actors as they are; the rest is made by systemActor(). */
export type Actor = {
  kind: "user" | "key" | "system" | "command line";
  id: string;
  name: string;
  address?: string;
  requestId?: string;
};

export type AuditEntry = {
  /** Noun and past tense, as in "user.disabled". */
  action: string;
  target: { kind: string; id: string; name: string };
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
};

type Transaction = Pick<Db, "$queryRaw"> | Sql;

export const COMMAND_LINE: Actor = { kind: "command line", id: "command line", name: "Command line" };

export function systemActor(name: string): Actor {
  return { kind: "system", id: name, name };
}

/** Postgres refuses NUL in JSON, and a refused entry would undo the change that it tells of. */
function withoutNul(_key: string, value: unknown): unknown {
  return typeof value === "string" ? value.replaceAll("\0", "\uFFFD") : value;
}

/**
 * Appends to the audit log inside the caller's transaction. Call it last: it holds the chain's lock until that
 * transaction ends. Never put a secret into `before` or `after`.
 */
export async function audit(transaction: Transaction, actor: Actor, entry: AuditEntry): Promise<void> {
  const row = JSON.stringify(
    {
      id: uuid(),
      actor_kind: actor.kind,
      actor_id: actor.id,
      actor_name: actor.name,
      action: entry.action,
      target_kind: entry.target.kind,
      target_id: entry.target.id,
      target_name: entry.target.name,
      before: entry.before ?? null,
      after: entry.after ?? null,
      address: actor.address ?? "",
      request_id: actor.requestId ?? "",
    },
    withoutNul,
  );
  if ("$queryRaw" in transaction)
    await transaction.$queryRaw(Prisma.sql`select console.append_audit(${row}::jsonb)::text`);
  else await transaction.query("select console.append_audit($1::jsonb)", [row]);
}
