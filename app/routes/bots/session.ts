import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { clearSession, restoreSession, SessionChange } from "~/features/bots/session/clear-session.server";
import { botHref } from "~/features/bots/profile/bot-slug";
import { answerForm, parseAction } from "~/platform/action.server";
import { requireUser } from "~/platform/session.server";

/** Forms only; whoever opens it is led to the bot. */
export async function loader({ request, context, params }: ActionFunctionArgs) {
  await requireUser(request, context, "bots:read");
  return redirect(botHref(params.slug ?? ""));
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "bots:write");
  const slug = params.slug ?? "";
  return answerForm(async () => {
    const change = await parseAction(request, SessionChange);
    if (change.intent === "clear-session") await clearSession(user, slug);
    else await restoreSession(user, slug, change.revision);
    return redirect(botHref(slug));
  });
}
