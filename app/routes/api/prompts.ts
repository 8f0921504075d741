import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { listPromptsForKey, PromptListQuery } from "~/features/prompts/api/list-prompts-for-key.server";
import { AppError } from "~/lib/errors";
import { parseQuery } from "~/platform/api.server";
import { conditionalJson } from "~/platform/conditional.server";
import { requireKey } from "~/platform/session.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const key = await requireKey(request, context, "config:read");
  return conditionalJson(request, await listPromptsForKey(key, parseQuery(request, PromptListQuery)));
}

export async function action({ request, context }: ActionFunctionArgs) {
  await requireKey(request, context, "config:write");
  throw new AppError("not_found", "This address takes GET. A prompt is saved by PUT at its own address.");
}
