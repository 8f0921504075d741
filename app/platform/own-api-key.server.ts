import { z } from "zod";
import { db, type Db } from "~/data/console/prisma.server";
import { AppError } from "~/lib/errors";
import type { ApiKey } from "./api-key.server";
import { defineOperation } from "./openapi.server";

const OwnKey = z.object({
  id: z.uuid(),
  name: z.string(),
  scopes: z.array(z.string()),
  bots: z.array(z.string()).nullable().describe("The bots that the key may act for; null is every bot."),
  source: z.string().describe("Written on every row that the key makes."),
  expires_at: z.iso.datetime().nullable(),
});
export type OwnKey = z.infer<typeof OwnKey>;

export const GET_OWN_KEY = defineOperation({
  method: "GET",
  path: "/api/v1/me",
  area: "Keys",
  summary: "Which key am I",
  description: "Lets a runtime check its key and see what the key may do before it sends anything.",
  scope: null,
  answers: {
    200: {
      description: "The key that was sent.",
      schema: OwnKey,
      example: {
        id: "01938f6e-8c1a-7cc3-9a57-0f3f2d1c9e11",
        name: "Discord runtime",
        scopes: ["turns:write", "config:read"],
        bots: ["nova"],
        source: "discord",
        expires_at: null,
      },
    },
  },
});

/** What a key may know of itself. */
export async function getOwnKey(key: ApiKey, database: Db = db()): Promise<OwnKey> {
  const row = await database.apiKey.findUnique({ where: { id: key.id }, select: { expiresAt: true } });
  if (!row) throw new AppError("unauthenticated", "This key exists no more.");
  return {
    id: key.id,
    name: key.name,
    scopes: key.scopes,
    bots: key.bots,
    source: key.source,
    expires_at: row.expiresAt?.toISOString() ?? null,
  };
}
