import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { env } from "~/config/env.server";
import { deleteTurns } from "~/features/turns/delete-turns.server";
import { TurnStart } from "~/features/turns/ingest/ingest-schemas.server";
import { listTurnsForKey, TurnListQuery } from "~/features/turns/api/turn-api-list.server";
import { DeleteQuery } from "~/features/turns/api/turn-path.server";
import { ingestOne } from "~/features/turns/api/turn-single.server";
import { AppError } from "~/lib/errors";
import { json, parseJson, parseQuery } from "~/platform/api.server";
import { requireKey } from "~/platform/session.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const key = await requireKey(request, context, "turns:read");
  return json(await listTurnsForKey(key, parseQuery(request, TurnListQuery)));
}

export async function action({ request, context }: ActionFunctionArgs) {
  const key = await requireKey(request, context, "turns:write");
  if (request.method === "DELETE") {
    const { session_id, user_id } = parseQuery(request, DeleteQuery);
    return json(await deleteTurns(key, session_id === undefined ? { user_id: user_id! } : { session_id }));
  }
  if (request.method !== "POST") throw new AppError("not_found", "This address takes GET, POST and DELETE.");
  const value = await parseJson(request, TurnStart);
  const { status, id, turn } = await ingestOne(key, { type: "turn.start", value });
  return json({ id, status: turn.row.status, url: `${env().publicUrl}/turns/${encodeURIComponent(id)}` }, { status });
}
