import type { LoaderFunctionArgs } from "@remix-run/node";
import { followEvents } from "~/features/events/follow-events.server";
import { sessionSignal } from "~/platform/session-signal.server";
import { requireUser } from "~/platform/session.server";

/** What comes to a session while somebody looks at it. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, "turns:read");
  const query = new URL(request.url).searchParams;
  const after = request.headers.get("last-event-id") ?? query.get("after") ?? "";
  return followEvents(params.session ?? "", query.get("run"), after, sessionSignal(user, context));
}
