import { pool } from "~/data/postgres.server";
import { listBookmarks, listNotes } from "~/data/runtime/turn-marks.server";
import { MOST_KEPT } from "./kept-page";

/** What one person wants to find again, and what anybody noted lately. */
export async function getKeptTurns(userId: string) {
  const [bookmarks, notes] = await Promise.all([
    listBookmarks(pool("pages"), userId, MOST_KEPT),
    listNotes(pool("pages"), MOST_KEPT),
  ]);
  return { bookmarks, notes };
}
