import { pool } from "~/data/postgres.server";
import { listBotSummaries } from "~/data/runtime/bot-list.server";

export async function listBots() {
  return listBotSummaries(pool());
}
