import type { ActionFunctionArgs } from "@remix-run/node";
import { receiveTraces } from "~/features/turns/otlp/receive-traces.server";
import { AppError } from "~/lib/errors";
import { requireKey } from "~/platform/session.server";

export async function action({ request, context }: ActionFunctionArgs) {
  const key = await requireKey(request, context, "turns:write");
  if (request.method !== "POST") throw new AppError("not_found", "This address takes POST.");
  return receiveTraces(key, request, context.requestId);
}
