import type { LoaderFunctionArgs } from "@remix-run/node";
import { promptAt } from "~/features/prompts/one/prompt-frame.server";
import { followPrompt } from "~/features/prompts/one/prompt-notices.server";
import { eventStream } from "~/platform/event-stream.server";
import { sessionSignal } from "~/platform/session-signal.server";
import { requireUser } from "~/platform/session.server";

/** What happens to a prompt, to whoever has it open. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, "prompts:read");
  const at = promptAt(request, params);
  return eventStream(sessionSignal(user, context), (emit) => followPrompt(at, emit));
}
