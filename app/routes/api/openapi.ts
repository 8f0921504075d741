import type { LoaderFunctionArgs } from "@remix-run/node";
import { env } from "~/config/env.server";
import { json } from "~/platform/api.server";
import { openApiDocument } from "~/platform/openapi.server";
import { findUser, requireKey, requireUser } from "~/platform/session.server";
import { VERSION } from "~/platform/version.server";
import { OPERATIONS } from "~/operations.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  if (await findUser(request, context)) await requireUser(request, context, "docs:read");
  else await requireKey(request, context);
  return json(openApiDocument(OPERATIONS, { url: env().publicUrl, version: VERSION }));
}
