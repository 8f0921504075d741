import { transaction } from "~/data/postgres.server";
import { deleteNote, insertNote, lockNote, setBookmark, setStopRequest } from "~/data/runtime/turn-marks.server";
import { AppError } from "~/lib/errors";
import { audit } from "~/platform/audit.server";
import { may, requirePermission } from "~/platform/permissions";
import type { SessionUser } from "~/platform/session.server";
import { requireTurn } from "./whole-turn.server";

const targetOf = (id: string) => ({ kind: "turn", id, name: id });

/** The id comes from the page, so that the note can be taken back, and put back, as the same one. */
export async function addNote(user: SessionUser, turnId: string, note: { id: string; body: string }): Promise<void> {
  requirePermission(user, "turns:write");
  const turn = await requireTurn(turnId);
  await transaction(async (sql) => {
    const isNew = await insertNote(sql, turn, { ...note, author_id: user.id, author_name: user.name });
    if (!isNew) return;
    await audit(sql, user, {
      action: "turn.note_added",
      target: targetOf(turnId),
      after: { note: note.id, body: note.body },
    });
  });
}

/** One's own; those of others only who may delete turns. */
export async function removeNote(user: SessionUser, turnId: string, noteId: string): Promise<void> {
  requirePermission(user, "turns:write");
  await transaction(async (sql) => {
    const note = await lockNote(sql, turnId, noteId);
    if (!note) throw new AppError("conflict", "This note is gone already.");
    if (note.author_id !== user.id && !may(user.role, "turns:delete"))
      throw new AppError("forbidden", "Only who wrote a note may remove it.");
    await deleteNote(sql, turnId, noteId);
    await audit(sql, user, {
      action: "turn.note_removed",
      target: targetOf(turnId),
      before: { note: noteId, author: note.author_name, body: note.body },
    });
  });
}

export async function bookmarkTurn(user: SessionUser, turnId: string, wanted: boolean): Promise<void> {
  requirePermission(user, "turns:write");
  const turn = await requireTurn(turnId);
  await transaction(async (sql) => {
    if (!(await setBookmark(sql, turn, user.id, wanted))) return;
    await audit(sql, user, { action: wanted ? "turn.bookmarked" : "turn.bookmark_removed", target: targetOf(turnId) });
  });
}

/** The runtime hears of it with the answer to its next call about the turn, and decides for itself. */
export async function askToStop(user: SessionUser, turnId: string, wanted: boolean): Promise<void> {
  requirePermission(user, "turns:write");
  const turn = await requireTurn(turnId);
  if (turn.status !== "streaming") throw new AppError("conflict", "This turn has ended already.");
  await transaction(async (sql) => {
    if (!(await setStopRequest(sql, turn, wanted ? user.name : null))) return;
    await audit(sql, user, { action: wanted ? "turn.stop_asked" : "turn.stop_taken_back", target: targetOf(turnId) });
  });
}
