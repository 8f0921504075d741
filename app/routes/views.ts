import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { viewParam } from "~/lib/list-params";
import { localPath } from "~/lib/local-path";
import { answerForm, parseAction } from "~/platform/action.server";
import { ViewChange, changeSavedView } from "~/platform/saved-views.server";
import { requireUser } from "~/platform/session.server";

/** The views menu of every list sends its forms here and is led back to the list, with the view open. */
export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "views:write");
  return answerForm(async () => {
    const change = await parseAction(request, ViewChange);
    const open = await changeSavedView(user, change);
    const params = new URLSearchParams(change.search);
    if (open) params.set(viewParam, open);
    const search = params.toString();
    return redirect(localPath(search ? `${change.pathname}?${search}` : change.pathname));
  });
}
