import type { LoaderFunctionArgs } from "@remix-run/node";
import { json } from "~/platform/api.server";
import { getOwnKey } from "~/platform/own-api-key.server";
import { requireKey } from "~/platform/session.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const key = await requireKey(request, context);
  return json(await getOwnKey(key));
}
