import type { LoaderFunctionArgs } from "@remix-run/node";
import { AppError } from "~/lib/errors";
import { requireUser } from "~/platform/session.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireUser(request, context, "overview:read");
  throw new AppError("not_found", "There is no page at this address.");
}

export default function NotFound() {
  return null;
}
