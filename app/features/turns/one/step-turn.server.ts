import { pool } from "~/data/postgres.server";
import { findNeighbour } from "~/data/runtime/turn-whole.server";
import { requireTurn } from "./whole-turn.server";

export type Among = "session" | "bot";

/** The turn before or after this one, in its session when it has one, else of its bot; null at the end. */
export async function findStep(
  id: string,
  direction: "previous" | "next",
  among?: Among,
): Promise<{ id: string | null; among: Among; value: string }> {
  const row = await requireTurn(id);
  const isSession = (among ?? "session") === "session" && row.session_id !== null;
  const value = isSession ? row.session_id! : row.bot_id;
  const found = await findNeighbour(
    pool("pages"),
    row,
    { column: isSession ? "session_id" : "bot_id", value },
    direction,
  );
  return { id: found, among: isSession ? "session" : "bot", value };
}
