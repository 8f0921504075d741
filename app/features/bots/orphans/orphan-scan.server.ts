import { db } from "~/data/console/prisma.server";
import { pool } from "~/data/postgres.server";
import { listOrphans, type Orphan } from "~/data/runtime/bot-orphans.server";
import { listBotPurges } from "~/data/runtime/bot-purges.server";
import { EVERY_BOT } from "~/lib/every-bot";

const MOST = 500;
const RECEIPTS = 8;

export type FoundOrphan = Orphan & { keys: { id: string; name: string }[] };

/** Which keys are bound to which bots: those stand with the accounts, and are never joined with the rest. */
async function boundKeys(): Promise<Map<string, { id: string; name: string }[]>> {
  const keys = await db().apiKey.findMany({
    where: { revokedAt: null, NOT: { bots: { has: EVERY_BOT } } },
    select: { id: true, name: true, bots: true },
  });
  const bySlug = new Map<string, { id: string; name: string }[]>();
  for (const { bots, ...key } of keys) for (const slug of bots) bySlug.set(slug, [...(bySlug.get(slug) ?? []), key]);
  return bySlug;
}

/** Everything that names a bot nobody has set up, with how much of it there is. */
export async function scanOrphans() {
  const keys = await boundKeys();
  const [orphans, purges] = await Promise.all([
    listOrphans(pool(), [...keys.keys()], MOST),
    listBotPurges(pool(), RECEIPTS),
  ]);
  const found: FoundOrphan[] = orphans.map((orphan) => ({ ...orphan, keys: keys.get(orphan.slug) ?? [] }));
  return { orphans: found, purges, isCut: orphans.length === MOST };
}
