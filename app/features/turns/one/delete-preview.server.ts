import { pool } from "~/data/postgres.server";
import { previewDeletion } from "~/data/runtime/session-turns.server";
import { getTurnRow } from "~/data/runtime/turn-store.server";
import type { TurnSelection } from "~/data/runtime/turn-delete.server";
import { deleteTurns } from "~/features/turns/delete-turns.server";
import { AppError } from "~/lib/errors";
import { requirePermission } from "~/platform/permissions";
import type { SessionUser } from "~/platform/session.server";
import { MOST_COUNTED, type DeletionTarget, type Receipt } from "./deletion";

/** What would go, counted before anybody decides. */
export async function getDeletion({ by, value }: DeletionTarget) {
  if (by === "id") {
    const row = await getTurnRow(pool("pages"), value);
    const at = row?.created_at ?? null;
    return { turns: row ? 1 : 0, bots: row ? [row.bot_id] : [], first: at, last: at };
  }
  return previewDeletion(pool("pages"), by === "session" ? "session_id" : "user_id", value, MOST_COUNTED + 1);
}

/** Deletes for good what was meant, and answers what went. The name has to be typed: nothing brings it back. */
export async function deleteForGood(user: SessionUser, target: DeletionTarget, confirmation: string): Promise<Receipt> {
  requirePermission(user, "turns:delete");
  const { by, value } = target;
  if (confirmation.trim() !== value)
    throw new AppError("invalid", "Nothing was deleted.", { fields: { confirmation: `does not read ${value}` } });
  const selection: TurnSelection =
    by === "id" ? { id: value } : by === "session" ? { session_id: value } : { user_id: value };
  const { deleted } = await deleteTurns({ ...user, bots: null }, selection);
  return { ...target, deleted, at: new Date().toISOString(), who: user.name, request_id: user.requestId ?? "" };
}
