import type { LoaderFunctionArgs } from "@remix-run/node";
import { exportBots } from "~/features/bots/transfer/export-bots.server";
import { requireUser } from "~/platform/session.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireUser(request, context, "bots:read");
  const { name, text } = await exportBots(new URL(request.url).searchParams.getAll("slug"));
  return new Response(text, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "no-store",
    },
  });
}
