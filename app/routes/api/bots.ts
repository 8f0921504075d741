import type { LoaderFunctionArgs } from "@remix-run/node";
import { BotListQuery, listBotsForKey } from "~/features/bots/api/bot-json.server";
import { parseQuery } from "~/platform/api.server";
import { conditionalJson } from "~/platform/conditional.server";
import { requireKey } from "~/platform/session.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const key = await requireKey(request, context, "config:read");
  return conditionalJson(request, await listBotsForKey(key, parseQuery(request, BotListQuery)));
}
