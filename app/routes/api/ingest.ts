import type { ActionFunctionArgs } from "@remix-run/node";
import { Batch, ingestBatch, MAX_ITEMS } from "~/features/turns/ingest/ingest-batch.server";
import { AppError } from "~/lib/errors";
import { json, parseJson } from "~/platform/api.server";
import { requireKey } from "~/platform/session.server";

export async function action({ request, context }: ActionFunctionArgs) {
  const key = await requireKey(request, context, "turns:write");
  if (request.method !== "POST") throw new AppError("not_found", "This address takes POST.");
  const { items } = await parseJson(request, Batch);
  if (items.length > MAX_ITEMS) throw new AppError("too_large", `A batch may have at most ${MAX_ITEMS} items.`);
  return json({ results: await ingestBatch(key, items) }, { status: 207 });
}
