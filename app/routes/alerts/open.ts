import type { LoaderFunctionArgs } from "@remix-run/node";
import { listOpenAlerts } from "~/platform/open-alerts.server";
import { requireUser } from "~/platform/session.server";

/** What the bell shows. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireUser(request, context, "alerts:read");
  return { alerts: await listOpenAlerts(20) };
}
