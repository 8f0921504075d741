import type { ActionFunctionArgs } from "@remix-run/node";
import { keyFromPath } from "~/features/prompts/api/get-prompt-for-key.server";
import { RenderBody, renderPromptForKey } from "~/features/prompts/api/render-prompt-for-key.server";
import { noContent } from "~/features/prompts/rules/content-variables";
import { AppError } from "~/lib/errors";
import { json, parseJson } from "~/platform/api.server";
import { requireKey } from "~/platform/session.server";

export async function action({ request, context, params }: ActionFunctionArgs) {
  const key = await requireKey(request, context, "config:read");
  if (request.method !== "POST") throw new AppError("not_found", "This address takes POST.");
  const input = await parseJson(request, RenderBody);
  return json(await renderPromptForKey(key, keyFromPath(params.key), input, noContent));
}
