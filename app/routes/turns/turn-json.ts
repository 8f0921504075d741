import type { LoaderFunctionArgs } from "@remix-run/node";
import { getTurn } from "~/features/turns/api/turn-detail.server";
import { json } from "~/platform/api.server";
import { requireUser } from "~/platform/session.server";

/** A turn as the machine interface answers it, for those who copy it from the page. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  await requireUser(request, context, "turns:read");
  return json(await getTurn(params.id ?? "", null));
}
