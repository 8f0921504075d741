import { createHash } from "node:crypto";
import { env } from "~/config/env.server";
import { pool } from "~/data/postgres.server";
import { listBotFaces, readBotFacesState, type BotFaceRow } from "~/data/runtime/bot-faces.server";
import type { BotFace, BotFaces } from "~/lib/bot-face";
import type { RequestContext } from "./load-context";

/** Every bot's face, and a hash that is another one as soon as any of them is. */
export type AllBotFaces = { hash: string; faces: BotFaces; json: string };

let known: { database: string; changes: string; all: AllBotFaces } | undefined;

function faceOf({ slug, name, color, avatar }: BotFaceRow): BotFace {
  return { ...(name && name !== slug && { name }), ...(color && { color }), ...(avatar && { avatar }) };
}

/** One small row is asked for each time; the bots themselves are read when one of them has changed. */
export async function allBotFaces(): Promise<AllBotFaces> {
  const database = env().DATABASE_URL ?? "";
  const changes = await readBotFacesState(pool());
  if (known?.database === database && known.changes === changes) return known.all;
  const rows = await listBotFaces(pool());
  const faces = new Map(rows.flatMap((row) => row.former_slugs.map((former) => [former, faceOf(row)] as const)));
  for (const row of rows) faces.set(row.slug, faceOf(row));
  const json = JSON.stringify(Object.fromEntries(faces));
  const all = { hash: createHash("sha256").update(json).digest("base64url").slice(0, 16), faces, json };
  known = { database, changes, all };
  return all;
}

const drawn = new WeakMap<RequestContext, BotFaces>();

/** For the frame's loader: what the document of this request is drawn with. Answers the hash. */
export function takeBotFaces(context: RequestContext, all: AllBotFaces | null): string {
  if (all) drawn.set(context, all.faces);
  return all?.hash ?? "";
}

/** What the frame took for this request; nothing for who is not signed in. */
export function botFacesOf(context: RequestContext): BotFaces | null {
  return drawn.get(context) ?? null;
}
