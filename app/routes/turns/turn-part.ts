import type { LoaderFunctionArgs } from "@remix-run/node";
import { turnPartResponse } from "~/features/turns/one/turn-part.server";
import { requireUser } from "~/platform/session.server";

/** One text of a turn, whole and as it came: its prompt, its messages, its response. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  await requireUser(request, context, "turns:read");
  return turnPartResponse(params.id ?? "", params.part ?? "", null);
}
