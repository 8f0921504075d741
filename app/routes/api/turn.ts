import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { deleteTurns } from "~/features/turns/delete-turns.server";
import { TurnUpdate } from "~/features/turns/ingest/ingest-schemas.server";
import { getTurn } from "~/features/turns/api/turn-detail.server";
import { updatedTurnJson } from "~/features/turns/api/turn-json";
import { idFromPath } from "~/features/turns/api/turn-path.server";
import { ingestOne } from "~/features/turns/api/turn-single.server";
import { AppError } from "~/lib/errors";
import { json, parseJson } from "~/platform/api.server";
import { requireKey } from "~/platform/session.server";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const key = await requireKey(request, context, "turns:read");
  return json(await getTurn(idFromPath(params.id, "id"), key.bots));
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const key = await requireKey(request, context, "turns:write");
  const id = idFromPath(params.id, "id");
  if (request.method === "DELETE") return json(await deleteTurns(key, { id }));
  if (request.method !== "PATCH") throw new AppError("not_found", "This address takes GET, PATCH and DELETE.");
  const value = await parseJson(request, TurnUpdate);
  const { turn } = await ingestOne(key, { type: "turn.update", id, value });
  return json(updatedTurnJson(turn.row, turn.run));
}
