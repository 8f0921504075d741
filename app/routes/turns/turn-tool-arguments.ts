import type { LoaderFunctionArgs } from "@remix-run/node";
import { turnPartResponse } from "~/features/turns/one/turn-part.server";
import { requireUser } from "~/platform/session.server";

/** What a tool call was given, whole. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  await requireUser(request, context, "turns:read");
  return turnPartResponse(params.id ?? "", "arguments", params.callId ?? "");
}
