import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import {
  listSettingsForKey,
  SettingsQuery,
  SettingWrite,
  writeSettingByKey,
} from "~/features/settings/api/settings-api.server";
import { AppError } from "~/lib/errors";
import { json, parseJson, parseQuery } from "~/platform/api.server";
import { conditionalJson } from "~/platform/conditional.server";
import { requireKey } from "~/platform/session.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const key = await requireKey(request, context, "config:read");
  return conditionalJson(request, await listSettingsForKey(key, parseQuery(request, SettingsQuery)));
}

export async function action({ request, context }: ActionFunctionArgs) {
  const key = await requireKey(request, context, "config:write");
  if (request.method !== "PUT") throw new AppError("not_found", "This address takes GET and PUT.");
  return json(await writeSettingByKey(key, await parseJson(request, SettingWrite)));
}
