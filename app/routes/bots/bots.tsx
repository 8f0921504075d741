import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BotList } from "~/features/bots/list/bot-list";
import { getBotList } from "~/features/bots/list/bot-list.server";
import { may } from "~/platform/permissions";
import { listSavedViews } from "~/platform/saved-views.server";
import { requireUser } from "~/platform/session.server";
import type { PageHandle } from "~/ui/page/page-handle";

export { shouldLoadList as shouldRevalidate } from "~/ui/data-table/should-load-list";
export const handle: PageHandle = { title: "Bots" };

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, "bots:read");
  const [list, views] = await Promise.all([
    getBotList(new URL(request.url).searchParams),
    listSavedViews(user, "bots"),
  ]);
  return { ...list, views, mayWrite: may(user.role, "bots:write") };
}

export default function BotsPage() {
  return <BotList loaded={useLoaderData<typeof loader>()} />;
}
