import { uuid } from "~/lib/uuid.server";
import type { SessionUser } from "~/platform/session.server";
import { addNote, askToStop, bookmarkTurn, removeNote } from "./mark-turn.server";
import type { TurnChange } from "./turn-change.server";

/** Does what the page of a turn asks for. */
export async function changeTurn(user: SessionUser, id: string, change: TurnChange): Promise<void> {
  switch (change.intent) {
    case "note":
      return addNote(user, id, { id: change.note ?? uuid(), body: change.body });
    case "unnote":
      return removeNote(user, id, change.note);
    case "bookmark":
    case "unbookmark":
      return bookmarkTurn(user, id, change.intent === "bookmark");
    case "stop":
    case "unstop":
      return askToStop(user, id, change.intent === "stop");
  }
}
