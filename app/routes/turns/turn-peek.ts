import type { LoaderFunctionArgs } from "@remix-run/node";
import { getTurnView } from "~/features/turns/one/turn-view.server";
import { AppError } from "~/lib/errors";
import { json } from "~/platform/api.server";
import { requireUser } from "~/platform/session.server";

/** What the panel beside a list shows of a turn. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  await requireUser(request, context, "turns:read");
  const view = await getTurnView(params.id ?? "");
  if (!view) throw new AppError("not_found", "There is no turn with this id.");
  return json(view);
}
