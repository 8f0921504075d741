import type { LoaderFunctionArgs } from "@remix-run/node";
import { toolResultResponse } from "~/features/turns/api/tool-result.server";
import { idFromPath } from "~/features/turns/api/turn-path.server";
import { requireKey } from "~/platform/session.server";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const key = await requireKey(request, context, "turns:read");
  return toolResultResponse(key.bots, {
    turnId: idFromPath(params.id, "id"),
    callId: idFromPath(params.callId, "call_id"),
    range: request.headers.get("range"),
  });
}
