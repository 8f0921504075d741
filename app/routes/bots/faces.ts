import type { LoaderFunctionArgs } from "@remix-run/node";
import { allBotFaces } from "~/platform/bot-faces.server";
import { requireUser } from "~/platform/session.server";

/** How every bot looks. An address with the hash of what it answers never answers anything else. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireUser(request, context, "bots:read");
  const { hash, json } = await allBotFaces();
  const asked = new URL(request.url).searchParams.get("v");
  const headers = {
    "Content-Type": "application/json; charset=utf-8",
    "Cache-Control": asked === hash ? "private, max-age=31536000, immutable" : "private, no-cache",
    ETag: `"${hash}"`,
  };
  if (request.headers.get("if-none-match") === headers.ETag) return new Response(null, { status: 304, headers });
  return new Response(json, { headers });
}
