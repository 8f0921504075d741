import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { requireUser } from "~/platform/session.server";

/** Where pauses stood before they moved to the bots. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireUser(request, context, "bots:read");
  throw redirect("/bots/pauses");
}
