import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { getPromptForKey, keyFromPath, PromptQuery } from "~/features/prompts/api/get-prompt-for-key.server";
import { PromptPut, putPrompt } from "~/features/prompts/api/put-prompt.server";
import { AppError } from "~/lib/errors";
import { parseJson, parseQuery } from "~/platform/api.server";
import { requireKey } from "~/platform/session.server";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const key = await requireKey(request, context, "config:read");
  return getPromptForKey(key, request, keyFromPath(params.key), parseQuery(request, PromptQuery));
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const key = await requireKey(request, context, "config:write");
  if (request.method !== "PUT") throw new AppError("not_found", "This address takes GET and PUT.");
  return putPrompt(key, keyFromPath(params.key), await parseJson(request, PromptPut));
}
