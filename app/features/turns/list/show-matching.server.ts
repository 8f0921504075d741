import { pool } from "~/data/postgres.server";
import { keepMatching } from "~/data/runtime/turn-search.server";
import type { ShowTurns } from "~/features/turns/api/turn-stream.server";
import { parseSearch } from "./search-terms";
import type { TurnListQuery } from "./turn-filters";
import { couldMatchTurn, matchesTurn } from "./turn-match";

/** Of the turns that changed, those that a list shows now, and those that it may have shown before. */
export function showMatching({ filter, q }: TurnListQuery): ShowTurns {
  const search = parseSearch(q);
  return async (rows) => {
    const fitting = rows.filter((row) => matchesTurn(filter, row));
    const shown = new Set(search ? await keepMatching(pool("pages"), fitting, search) : fitting);
    return new Map(
      rows
        .filter((row) => shown.has(row) || couldMatchTurn(filter, row))
        .map((row) => [row.id, { event: shown.has(row) ? "turn" : "left", data: row }] as const),
    );
  };
}
