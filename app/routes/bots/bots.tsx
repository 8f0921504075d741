import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Bot } from "lucide-react";
import { listBots } from "~/features/bots/list/bot-list.server";
import { BOT_COLUMNS } from "~/features/bots/list/bot-table";
import { botHref } from "~/features/bots/profile/bot-slug";
import { requireUser } from "~/platform/session.server";
import { DataTable } from "~/ui/data-table/data-table";
import { useTableView } from "~/ui/data-table/use-table-view";
import { ListPage } from "~/ui/list/list-page";
import { EmptyState } from "~/ui/page/empty-state";
import type { PageHandle } from "~/ui/page/page-handle";

export { shouldLoadList as shouldRevalidate } from "~/ui/data-table/should-load-list";
export const handle: PageHandle = { title: "Bots" };

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireUser(request, context, "bots:read");
  return { bots: await listBots() };
}

export default function BotsPage() {
  const { bots } = useLoaderData<typeof loader>();
  const view = useTableView(BOT_COLUMNS);
  return (
    <ListPage>
      <DataTable
        label="Bots"
        view={view}
        rows={bots}
        rowId={(bot) => bot.slug}
        rowLabel={(bot) => bot.name}
        rowHref={(bot) => botHref(bot.slug)}
      >
        <EmptyState icon={Bot} title="No bots yet">
          A bot appears here with its first turn, or when somebody sets it up.
        </EmptyState>
      </DataTable>
    </ListPage>
  );
}
