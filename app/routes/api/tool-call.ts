import type { ActionFunctionArgs } from "@remix-run/node";
import { ToolCall } from "~/features/turns/ingest/ingest-schemas.server";
import { idFromPath } from "~/features/turns/api/turn-path.server";
import { ingestCall } from "~/features/turns/api/turn-single.server";
import { AppError } from "~/lib/errors";
import { json, parseJson } from "~/platform/api.server";
import { requireKey } from "~/platform/session.server";

export async function action({ request, context, params }: ActionFunctionArgs) {
  const key = await requireKey(request, context, "turns:write");
  const turnId = idFromPath(params.id, "id");
  const callId = idFromPath(params.callId, "call_id");
  if (request.method !== "PUT") throw new AppError("not_found", "This address takes PUT.");
  const value = await parseJson(request, ToolCall);
  return json(await ingestCall(key, { type: "tool_call", turnId, callId, value }));
}
