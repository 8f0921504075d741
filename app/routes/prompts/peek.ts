import type { LoaderFunctionArgs } from "@remix-run/node";
import { getPromptPeek } from "~/features/prompts/library/prompt-peek-data.server";
import { keyOfPath, readScope } from "~/features/prompts/prompt-href";
import { AppError } from "~/lib/errors";
import { json } from "~/platform/api.server";
import { requireUser } from "~/platform/session.server";

/** What the panel beside the library shows of a prompt. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  await requireUser(request, context, "prompts:read");
  const scope = readScope(new URL(request.url).searchParams.get("scope"));
  const peek = await getPromptPeek({ key: keyOfPath(params.key), scope });
  if (!peek) throw new AppError("not_found", "There is no prompt of this key and scope.");
  return json(peek);
}
