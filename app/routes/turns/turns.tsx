import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, type ShouldRevalidateFunctionArgs } from "@remix-run/react";
import { TurnList } from "~/features/turns/list/turn-list";
import { getTurnListPage } from "~/features/turns/list/turn-list-page.server";
import { TurnListTools } from "~/features/turns/list/turn-list-tools";
import { STRIP_PARAM } from "~/features/turns/list/turn-keys";
import { isLookChange } from "~/lib/list-params";
import { parsePreferences } from "~/lib/preferences";
import { requireUser } from "~/platform/session.server";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = { title: "Turns", Tools: TurnListTools };

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, "turns:read");
  const { timeZone } = parsePreferences(request.headers.get("cookie"));
  return getTurnListPage(user, request.url, timeZone ?? "UTC");
}

/** The open row, the columns and the strip ask for no rows: what they need comes by requests of its own. */
export function shouldRevalidate({
  currentUrl,
  nextUrl,
  formMethod,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs) {
  return isLookChange(currentUrl, nextUrl, formMethod, [STRIP_PARAM]) ? false : defaultShouldRevalidate;
}

export default function TurnsPage() {
  return <TurnList loaded={useLoaderData<typeof loader>()} />;
}
