import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerUsage } from "~/features/usage/api/usage-answer.server";
import { UsageParams } from "~/features/usage/api/usage-query.server";
import { json, parseQuery } from "~/platform/api.server";
import { requireKey } from "~/platform/session.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const key = await requireKey(request, context, "usage:read");
  return json(await answerUsage(key, parseQuery(request, UsageParams)));
}
