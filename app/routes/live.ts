import type { LoaderFunctionArgs } from "@remix-run/node";
import { eventStream } from "~/platform/event-stream.server";
import { onLiveFacts } from "~/platform/live-facts.server";
import { sessionSignal } from "~/platform/session-signal.server";
import { requireUser } from "~/platform/session.server";

/** What the frame shows, as it changes. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, "overview:read");
  return eventStream(sessionSignal(user, context), (emit) =>
    onLiveFacts((facts) => emit({ event: "facts", data: facts })),
  );
}
