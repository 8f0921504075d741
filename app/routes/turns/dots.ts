import type { LoaderFunctionArgs } from "@remix-run/node";
import { readTurnQuery } from "~/features/turns/list/turn-filters";
import { getTurnDots } from "~/features/turns/list/turn-query.server";
import { parsePreferences } from "~/lib/preferences";
import { json } from "~/platform/api.server";
import { requireUser } from "~/platform/session.server";

/** Where the slow and the dear ones stand: a request of its own, after the rows. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireUser(request, context, "turns:read");
  const { timeZone } = parsePreferences(request.headers.get("cookie"));
  return json(await getTurnDots(readTurnQuery(new URL(request.url).searchParams, timeZone ?? "UTC")));
}
