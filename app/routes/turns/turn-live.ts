import type { LoaderFunctionArgs } from "@remix-run/node";
import { streamTurn } from "~/features/turns/one/turn-live.server";
import { sessionSignal } from "~/platform/session-signal.server";
import { requireUser } from "~/platform/session.server";

/** One turn as it goes on. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, "turns:read");
  const query = new URL(request.url).searchParams;
  const place = (name: string) => Math.max(0, Math.trunc(Number(query.get(name))) || 0);
  return streamTurn(
    params.id ?? "",
    { response: place("response"), reasoning: place("reasoning") },
    request.headers.get("last-event-id"),
    sessionSignal(user, context),
  );
}
