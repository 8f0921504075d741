import type { LoaderFunctionArgs } from "@remix-run/node";
import { getBotForKey } from "~/features/bots/api/bot-json.server";
import { listBotPrompts } from "~/features/prompts/rules/list-bot-prompts.server";
import { resolvePrompt } from "~/features/prompts/rules/resolve-prompt.server";
import { getEffectiveSettings } from "~/features/settings/effective-settings.server";
import { conditionalJson } from "~/platform/conditional.server";
import { requireKey } from "~/platform/session.server";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const key = await requireKey(request, context, "config:read");
  const sources = { settings: getEffectiveSettings, prompts: listBotPrompts, resolve: resolvePrompt };
  return conditionalJson(request, await getBotForKey(key, params.slug ?? "", sources));
}
