import type { LoaderFunctionArgs } from "@remix-run/node";
import { NO_FILTERS, readAuditFilters } from "~/features/access/audit-filters";
import { exportAudit } from "~/features/access/export-audit.server";
import { parsePreferences } from "~/lib/preferences";
import { requireUser } from "~/platform/session.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireUser(request, context, "audit:read");
  const { searchParams } = new URL(request.url);
  const { timeZone } = parsePreferences(request.headers.get("cookie"));
  const filters = searchParams.has("all") ? NO_FILTERS : readAuditFilters(request.url, timeZone ?? "UTC");
  return exportAudit(filters, searchParams.get("format") === "csv" ? "csv" : "jsonl");
}
