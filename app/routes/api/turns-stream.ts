import type { LoaderFunctionArgs } from "@remix-run/node";
import { streamTurns } from "~/features/turns/api/turn-stream.server";
import { requireKey } from "~/platform/session.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const key = await requireKey(request, context, "turns:read");
  return streamTurns({ bots: key.bots, closed: context.closed, lastEventId: request.headers.get("last-event-id") });
}
