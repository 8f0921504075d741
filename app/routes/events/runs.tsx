import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Radio } from "lucide-react";
import { replayPath } from "~/features/events/event-paths";
import { EVENT_RANGE } from "~/features/events/event-range";
import { runColumns } from "~/features/events/event-tables";
import { EventLists } from "~/features/events/event-tabs";
import { getRunList } from "~/features/events/session-list.server";
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

export const handle: PageHandle = { title: "Runs", parent: { to: "/events", label: "Events" } };

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireUser(request, context, "turns:read");
  return getRunList(request.url, parsePreferences(request.headers.get("cookie")).timeZone ?? "UTC");
}

const pageOf = (loaded: unknown) => (loaded as Awaited<ReturnType<typeof loader>> | undefined)?.page ?? null;
const rowId = (row: { session_key: string; run_id: string }) => `${row.session_key} ${row.run_id}`;
const KEYS = ["state", "source"];

export default function RunsPage() {
  const { page, facets } = useLoaderData<typeof loader>();
  const view = useTableView(runColumns);
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
          label="Runs of the archive"
          view={view}
          rows={rows}
          rowId={rowId}
          rowLabel={(row) => row.run_id}
          rowHref={(row) => replayPath(row.session_key, row.run_id)}
          more={{ next: more, pending, ...(more && { onMore: () => loadMore(more) }) }}
        >
          {view.listKey === "" ? (
            <EmptyState icon={Radio} title="No run has been reported yet">
              A run is everything between two user messages of an agent session: its events carry one run_id.
            </EmptyState>
          ) : (
            <NoMatch what="runs" clearHref="/events/runs" />
          )}
        </DataTable>
      </ListPage>
    </EventLists>
  );
}
