import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { requireUser } from "~/platform/session.server";

/** The address that people know this archive by. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireUser(request, context, "turns:read");
  throw redirect(`/events${new URL(request.url).search}`);
}
