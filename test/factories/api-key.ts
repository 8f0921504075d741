import type { Db } from "~/data/console/prisma.server";
import { uuid } from "~/lib/uuid.server";
import { newApiKey } from "~/platform/api-key.server";
import { SCOPES } from "~/platform/permissions";

/** A key with every scope and for every bot, unless told otherwise; `key` is what a program would send. */
export async function createApiKey(
  db: Pick<Db, "apiKey">,
  changes: Partial<Parameters<Db["apiKey"]["create"]>[0]["data"]> = {},
) {
  const { key, prefix, lastFour, hash } = newApiKey();
  const row = await db.apiKey.create({
    data: {
      id: uuid(),
      name: "Test key",
      prefix,
      lastFour,
      hash,
      scopes: [...SCOPES],
      bots: ["*"],
      source: "test",
      addresses: [],
      createdBy: "test",
      ...changes,
    },
  });
  return { row, key };
}
