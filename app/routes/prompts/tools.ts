import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { requireUser } from "~/platform/session.server";

/** The address that people know the library by. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireUser(request, context, "prompts:read");
  throw redirect(`/prompts${new URL(request.url).search}`);
}
