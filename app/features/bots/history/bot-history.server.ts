import { pool } from "~/data/postgres.server";
import { listBotRevisions } from "~/data/runtime/bot-revisions.server";
import { getBotProfile } from "../one/bot-view.server";

export async function listHistory(slug: string) {
  const { id } = await getBotProfile(slug);
  return listBotRevisions(pool(), id);
}
