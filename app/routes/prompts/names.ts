import type { LoaderFunctionArgs } from "@remix-run/node";
import { getPromptNames } from "~/features/prompts/edit/prompt-names.server";
import { readScope } from "~/features/prompts/prompt-href";
import { json } from "~/platform/api.server";
import { requireUser } from "~/platform/session.server";

/** What the editor offers to complete. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireUser(request, context, "prompts:read");
  return json(await getPromptNames(readScope(new URL(request.url).searchParams.get("scope"))));
}
