import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { exportTurnQuery, exportTurnsById } from "~/features/turns/api/export-turns.server";
import { readTurnQuery } from "~/features/turns/list/turn-filters";
import { parsePreferences } from "~/lib/preferences";
import { parseAction } from "~/platform/action.server";
import { requireUser } from "~/platform/session.server";

const Format = z.enum(["jsonl", "csv"]).catch("jsonl");
const Chosen = z.object({ format: Format, ids: z.array(z.string().max(128)).min(1).max(10_000) });

/** Everything that matches. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireUser(request, context, "turns:export");
  const { searchParams } = new URL(request.url);
  const { timeZone } = parsePreferences(request.headers.get("cookie"));
  return exportTurnQuery(readTurnQuery(searchParams, timeZone ?? "UTC"), Format.parse(searchParams.get("format")));
}

/** The chosen ones: more than fit into an address. */
export async function action({ request, context }: ActionFunctionArgs) {
  await requireUser(request, context, "turns:export");
  const { ids, format } = await parseAction(request, Chosen);
  return exportTurnsById(ids, format);
}
