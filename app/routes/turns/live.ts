import type { LoaderFunctionArgs } from "@remix-run/node";
import { streamTurns } from "~/features/turns/api/turn-stream.server";
import { showMatching } from "~/features/turns/list/show-matching.server";
import { readTurnQuery } from "~/features/turns/list/turn-filters";
import { parsePreferences } from "~/lib/preferences";
import { sessionSignal } from "~/platform/session-signal.server";
import { requireUser } from "~/platform/session.server";

/** The turns of a list as they change; `since` is where its rows were read, the browser's own place comes before it. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, "turns:read");
  const { searchParams } = new URL(request.url);
  const { timeZone } = parsePreferences(request.headers.get("cookie"));
  return streamTurns({
    bots: null,
    closed: sessionSignal(user, context),
    lastEventId: request.headers.get("last-event-id") ?? searchParams.get("since"),
    show: showMatching(readTurnQuery(searchParams, timeZone ?? "UTC")),
  });
}
