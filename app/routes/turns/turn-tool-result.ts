import type { LoaderFunctionArgs } from "@remix-run/node";
import { toolResultResponse } from "~/features/turns/api/tool-result.server";
import { requireUser } from "~/platform/session.server";

/** The whole result of a tool call, or a range of it; with ?download as a file. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  await requireUser(request, context, "turns:read");
  const { id = "", callId = "" } = params;
  const response = await toolResultResponse(null, { turnId: id, callId, range: request.headers.get("range") });
  if (new URL(request.url).searchParams.has("download"))
    response.headers.set("Content-Disposition", `attachment; filename="${fileName(id)}-${fileName(callId)}.txt"`);
  return response;
}

/** Ids may hold what file systems do not take. */
function fileName(id: string): string {
  return id.replace(/[^A-Za-z0-9._-]/g, "_").slice(0, 60);
}
