import type { Db } from "./console/prisma.server";
import type { Sql } from "./postgres.server";

/** A transaction of either client. What must happen inside the caller's transaction takes this. */
export type AnyTransaction = Pick<Db, "$queryRawUnsafe"> | Sql;

/** Runs one statement. Prisma sends every text as text, so parameters of another type are cast in `statement`. */
export async function queryIn<Row = unknown>(
  tx: AnyTransaction,
  statement: string,
  values: unknown[] = [],
): Promise<Row[]> {
  if ("query" in tx) return (await tx.query(statement, values)).rows as Row[];
  return tx.$queryRawUnsafe<Row[]>(statement, ...values);
}
