import { pool } from "~/data/postgres.server";
import { readPieces } from "~/data/runtime/turn-view.server";
import { readToolArguments, readTurnPart, TURN_PARTS, type TurnPart } from "~/data/runtime/turn-whole.server";
import { AppError } from "~/lib/errors";
import { requireTurn } from "./whole-turn.server";

const JSON_PARTS = new Set<string>(["messages", "metadata", "attributes", "arguments"]);
const EVERYTHING = 2_147_483_647;

/** One text of a turn as it came, whole. Never as anything that a browser would run. */
export async function turnPartResponse(id: string, part: string, callId: string | null): Promise<Response> {
  const row = await requireTurn(id);
  const sql = pool("pages");
  let text: string | null = null;
  if (part === "arguments" && callId !== null) text = await readToolArguments(sql, row, callId);
  else if (Object.hasOwn(TURN_PARTS, part)) {
    if (row.status === "streaming" && (part === "response" || part === "reasoning")) {
      const pieces = await readPieces(sql, id, { response: 0, reasoning: 0 }, EVERYTHING);
      text = pieces.flatMap((piece) => (piece.kind === part ? [piece.body] : [])).join("") || null;
    }
    text ??= await readTurnPart(sql, row, part as TurnPart);
  }
  if (text === null) throw new AppError("not_found", "This turn has no such text, or it is no longer kept.");
  return new Response(text, {
    headers: {
      "Content-Type": JSON_PARTS.has(part) ? "application/json; charset=utf-8" : "text/plain; charset=utf-8",
      "Cache-Control": "no-store",
    },
  });
}
