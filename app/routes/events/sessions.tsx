import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Radio } from "lucide-react";
import { replayPath, sessionPath } from "~/features/events/event-paths";
import { EVENT_RANGE } from "~/features/events/event-range";
import { sessionColumns } from "~/features/events/event-tables";
import { EventLists } from "~/features/events/event-tabs";
import { getSessionList } from "~/features/events/session-list.server";
import { parsePreferences } from "~/lib/preferences";
import { requireUser } from "~/platform/session.server";
import { DataTable } from "~/ui/data-table/data-table";
import { NoMatch } from "~/ui/data-table/no-match";
import { usePagedRows } from "~/ui/data-table/use-paged-rows";
import { useTableView } from "~/ui/data-table/use-table-view";
import { ColumnMenu, FacetList, QueryBar, TimeRangePicker } from "~/ui/list/list-controls";
import { ListPage } from "~/ui/list/list-page";
import { EmptyState } from "~/ui/page/empty-state";
import type { PageHandle } from "~/ui/page/page-handle";

export { shouldLoadList as shouldRevalidate } from "~/ui/data-table/should-load-list";

export const handle: PageHandle = { title: "Events" };

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireUser(request, context, "turns:read");
  const params = new URL(request.url).searchParams;
  const session = params.get("session");
  // From a turn: straight to its run, or to the session it ran in.
  if (session) throw redirect(params.has("run") ? replayPath(session, params.get("run")) : sessionPath(session));
  return getSessionList(request.url, parsePreferences(request.headers.get("cookie")).timeZone ?? "UTC");
}

const pageOf = (loaded: unknown) => (loaded as Awaited<ReturnType<typeof loader>> | undefined)?.page ?? null;
const rowId = (row: { key: string }) => row.key;
const KEYS = ["kind", "source"];
const COMMAND = `curl -X POST "$WHEELHOUSE_URL/api/v1/events" -H "Authorization: Bearer $WHEELHOUSE_KEY" \\
  -H "Content-Type: application/json" -d '{"events":[{"session_key":"agent:my-bot:main","run_id":"1","kind":"run_started","seq":1,"payload":{}}]}'`;

export default function SessionsPage() {
  const { page, facets } = useLoaderData<typeof loader>();
  const view = useTableView(sessionColumns);
  const { rows, next, pending, loadMore } = usePagedRows(page, rowId, view.listKey, pageOf);
  const more = next === null ? null : view.moreHref(next);
  return (
    <EventLists>
      <ListPage
        facets={<FacetList keys={KEYS} facets={facets} />}
        toolbar={
          <>
            <QueryBar keys={facets} />
            <TimeRangePicker fallback={EVENT_RANGE} />
            <ColumnMenu view={view} />
          </>
        }
      >
        <DataTable
          label="Sessions of the archive"
          view={view}
          rows={rows}
          rowId={rowId}
          rowLabel={(row) => row.key}
          rowHref={(row) => sessionPath(row.key)}
          more={{ next: more, pending, ...(more && { onMore: () => loadMore(more) }) }}
        >
          {view.listKey === "" ? (
            <EmptyState icon={Radio} title="No bridge has reported events yet" command={COMMAND}>
              Every streaming message that a bridge reports is kept here, in the order of its number, and can be
              replayed.
            </EmptyState>
          ) : (
            <NoMatch what="sessions" clearHref="/events" />
          )}
        </DataTable>
      </ListPage>
    </EventLists>
  );
}
