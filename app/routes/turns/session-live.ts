import type { LoaderFunctionArgs } from "@remix-run/node";
import { streamSession } from "~/features/turns/one/session-live.server";
import { sessionSignal } from "~/platform/session-signal.server";
import { requireUser } from "~/platform/session.server";

/** Says when a session's turns have changed. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, "turns:read");
  return streamSession(params.id ?? "", sessionSignal(user, context));
}
