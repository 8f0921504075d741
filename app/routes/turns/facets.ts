import type { LoaderFunctionArgs } from "@remix-run/node";
import { readTurnQuery } from "~/features/turns/list/turn-filters";
import type { TurnFacetAnswer } from "~/features/turns/list/turn-facet-values";
import { countTurns, getTurnFacets } from "~/features/turns/list/turn-query.server";
import { parsePreferences } from "~/lib/preferences";
import { json } from "~/platform/api.server";
import { requireUser } from "~/platform/session.server";

/** The values to narrow by with their counts, and how many turns there are: a request of its own, after the rows. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireUser(request, context, "turns:read");
  const { timeZone } = parsePreferences(request.headers.get("cookie"));
  const query = readTurnQuery(new URL(request.url).searchParams, timeZone ?? "UTC");
  const [{ facets, ranges }, { count, isMore }] = await Promise.all([getTurnFacets(query), countTurns(query)]);
  const answer: TurnFacetAnswer = { facets, ranges, total: isMore ? count + 1 : count };
  return json(answer);
}
