import type { LoaderFunctionArgs } from "@remix-run/node";
import { keyFromPath } from "~/features/prompts/api/get-prompt-for-key.server";
import { listVersionsForKey, VersionListQuery } from "~/features/prompts/api/list-versions-for-key.server";
import { parseQuery } from "~/platform/api.server";
import { conditionalJson } from "~/platform/conditional.server";
import { requireKey } from "~/platform/session.server";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const key = await requireKey(request, context, "config:read");
  const query = parseQuery(request, VersionListQuery);
  return conditionalJson(request, await listVersionsForKey(key, keyFromPath(params.key), query));
}
