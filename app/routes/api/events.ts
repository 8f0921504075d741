import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { EventQuery, listEventsForKey } from "~/features/turns/api/agent-events-api.server";
import { Events, ingestBatch, MAX_ITEMS } from "~/features/turns/ingest/ingest-batch.server";
import { AppError } from "~/lib/errors";
import { json, parseJson, parseQuery } from "~/platform/api.server";
import { requireKey } from "~/platform/session.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const key = await requireKey(request, context, "turns:read");
  return json(await listEventsForKey(key, parseQuery(request, EventQuery)));
}

export async function action({ request, context }: ActionFunctionArgs) {
  const key = await requireKey(request, context, "turns:write");
  if (request.method !== "POST") throw new AppError("not_found", "This address takes GET and POST.");
  const { events } = await parseJson(request, Events);
  if (events.length > MAX_ITEMS) throw new AppError("too_large", `A call may have at most ${MAX_ITEMS} events.`);
  const items = events.map((event) => ({ ...(event as object), type: "event" }));
  return json({ results: await ingestBatch(key, items) }, { status: 207 });
}
