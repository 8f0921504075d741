import type { LoaderFunctionArgs } from "@remix-run/node";
import { getReplayPart } from "~/features/events/replay-part.server";
import { requireUser } from "~/platform/session.server";

/** A stretch of a session for a replay that goes on. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  await requireUser(request, context, "turns:read");
  const query = new URL(request.url).searchParams;
  const part = await getReplayPart(params.session ?? "", query.get("run"), query);
  return Response.json(part, { headers: { "Cache-Control": "no-store" } });
}
