import { db, Prisma, type Db } from "~/data/console/prisma.server";
import { uuid } from "~/lib/uuid.server";
import { hashToken, newToken } from "~/platform/token.server";

const LINK_MINUTES = 15;
const STEP_MINUTES = 5;

export type LinkKind = "first-admin" | "sign-in" | "reset" | "second-step";
export type FoundLink = { id: string; kind: LinkKind; userId: string | null };

/** Makes a link's token. It is returned once and stored only as its hash. */
export async function createLink(
  kind: LinkKind,
  userId: string | null,
  database: Pick<Db, "oneTimeLink"> = db(),
): Promise<string> {
  const token = newToken();
  const minutes = kind === "second-step" ? STEP_MINUTES : LINK_MINUTES;
  const now = Date.now();
  await database.oneTimeLink.create({
    data: {
      id: uuid(),
      kind,
      userId,
      tokenHash: hashToken(token),
      createdAt: new Date(now),
      expiresAt: new Date(now + minutes * 60_000),
    },
  });
  return token;
}

/** Looks at a link without using it. */
export async function findLink(
  token: string,
  kinds: LinkKind[],
  database: Pick<Db, "oneTimeLink"> = db(),
): Promise<FoundLink | null> {
  const link = await database.oneTimeLink.findUnique({ where: { tokenHash: hashToken(token) } });
  if (!link || link.usedAt || link.expiresAt.getTime() <= Date.now()) return null;
  return kinds.includes(link.kind as LinkKind)
    ? { id: link.id, kind: link.kind as LinkKind, userId: link.userId }
    : null;
}

/** Uses a link up. Of many who try at once, one gets it: the row's lock decides. */
export async function consumeLink(
  token: string,
  kinds: LinkKind[],
  database: Pick<Db, "$queryRaw"> = db(),
): Promise<FoundLink | null> {
  const rows = await database.$queryRaw<FoundLink[]>(Prisma.sql`
    update console.one_time_links set used_at = now()
    where token_hash = ${hashToken(token)} and used_at is null and expires_at > now() and kind in (${Prisma.join(kinds)})
    returning id::text, kind, user_id::text as "userId"`);
  return rows[0] ?? null;
}
