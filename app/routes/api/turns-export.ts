import type { LoaderFunctionArgs } from "@remix-run/node";
import { exportTurns, TurnExportQuery } from "~/features/turns/api/export-turns.server";
import { parseQuery } from "~/platform/api.server";
import { requireKey } from "~/platform/session.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const key = await requireKey(request, context, "turns:read");
  return exportTurns(key, parseQuery(request, TurnExportQuery));
}
