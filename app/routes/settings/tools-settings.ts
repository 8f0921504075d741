import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { requireUser } from "~/platform/session.server";

/** The address that people know the settings of their runtimes by. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireUser(request, context, "settings:read");
  throw redirect(`/settings${new URL(request.url).search}`);
}
