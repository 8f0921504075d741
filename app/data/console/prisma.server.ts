import { PrismaPg } from "@prisma/adapter-pg";
import { env } from "~/config/env.server";
import { PrismaClient } from "./generated/client";

export type { PrismaClient } from "./generated/client";
export { Prisma } from "./generated/client";

/** What a write function takes: the client itself, or the transaction that it is part of. */
export type Db = Omit<PrismaClient, "$connect" | "$disconnect" | "$on" | "$use" | "$extends">;

let client: PrismaClient | undefined;

export function createPrisma(connectionString: string, max = 8): PrismaClient {
  return new PrismaClient({
    adapter: new PrismaPg({ connectionString, max, statement_timeout: 5_000 }, { schema: "console" }),
  });
}

/** The console's own tables. One client a process. */
export function db(): PrismaClient {
  return (client ??= createPrisma(env().DATABASE_URL));
}

export async function closePrisma(): Promise<void> {
  await client?.$disconnect();
  client = undefined;
}
