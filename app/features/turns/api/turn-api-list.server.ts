import type { z } from "zod";
import { getTurnPage } from "~/features/turns/list/turn-query.server";
import { ListQuery, type ApiList } from "~/platform/api.server";
import { turnQueryOf, TurnQueryParams } from "./turn-api-filter.server";
import { turnJson } from "./turn-json";

export const TurnListQuery = TurnQueryParams.extend(ListQuery.shape);

/** A page of turns for an API key: only of its bots. */
export async function listTurnsForKey(
  key: { bots: string[] | null },
  query: z.infer<typeof TurnListQuery>,
): Promise<ApiList<ReturnType<typeof turnJson>>> {
  const { rows, next } = await getTurnPage(turnQueryOf(query, key.bots), query.cursor ?? null, query.limit);
  return { data: rows.map(turnJson), next_cursor: next };
}
