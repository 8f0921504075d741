import type { z } from "zod";
import { pool } from "~/data/postgres.server";
import { listTurns, type TurnSort } from "~/data/runtime/turn-list.server";
import { decodeCursor, encodeCursor } from "~/lib/cursor";
import { AppError } from "~/lib/errors";
import { ListQuery, type ApiList } from "~/platform/api.server";
import { filterOfQuery, TurnQuery } from "./turn-api-filter.server";
import { turnJson } from "./turn-json";

export const TurnListQuery = TurnQuery.extend(ListQuery.shape);

/** A page of turns for an API key: only of its bots. */
export async function listTurnsForKey(
  key: { bots: string[] | null },
  query: z.infer<typeof TurnListQuery>,
): Promise<ApiList<ReturnType<typeof turnJson>>> {
  const descending = query.sort.startsWith("-");
  const sort = query.sort.replace(/^-/, "") as TurnSort;
  const position = query.cursor === undefined ? null : decodeCursor(query.sort, query.cursor, 3);
  if (query.cursor !== undefined && !position)
    throw new AppError("invalid", "cursor: is not one of this list and order");
  const [known, created_at, id] = position ?? [];
  const after = position ? { value: known === "" ? null : known!.slice(1), created_at: created_at!, id: id! } : null;
  const filter = filterOfQuery(query, key.bots);
  const { rows, next } = await listTurns(pool("pages"), filter, { sort, descending }, after, query.limit);
  // A mark before the value tells the empty text from none.
  const cursor =
    next && encodeCursor(query.sort, [next.value === null ? "" : `=${next.value}`, next.created_at, next.id]);
  return { data: rows.map(turnJson), next_cursor: cursor };
}
