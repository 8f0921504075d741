import type { z } from "zod";
import type { TurnSort } from "~/data/runtime/turn-list.server";
import { getTurnPage } from "~/features/turns/list/turn-query.server";
import { ListQuery, type ApiList } from "~/platform/api.server";
import { filterOfQuery, TurnQuery } from "./turn-api-filter.server";
import { turnJson } from "./turn-json";

export const TurnListQuery = TurnQuery.extend(ListQuery.shape);

/** A page of turns for an API key: only of its bots. */
export async function listTurnsForKey(
  key: { bots: string[] | null },
  query: z.infer<typeof TurnListQuery>,
): Promise<ApiList<ReturnType<typeof turnJson>>> {
  const { rows, next } = await getTurnPage(
    {
      filter: filterOfQuery(query, key.bots),
      q: query.q ?? null,
      sort: query.sort.replace(/^-/, "") as TurnSort,
      descending: query.sort.startsWith("-"),
    },
    query.cursor ?? null,
    query.limit,
  );
  return { data: rows.map(turnJson), next_cursor: next };
}
