import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { getArchive } from "~/features/events/archive.server";
import { ArchiveStrip } from "~/features/events/archive-strip";
import { sessionPath } from "~/features/events/event-paths";
import { EventPeek } from "~/features/events/event-peek";
import { EVENT_RANGE } from "~/features/events/event-range";
import { archiveColumns } from "~/features/events/event-tables";
import { SessionTabs } from "~/features/events/event-tabs";
import { parsePreferences } from "~/lib/preferences";
import { requireUser } from "~/platform/session.server";
import { DataTable } from "~/ui/data-table/data-table";
import { NoMatch } from "~/ui/data-table/no-match";
import { usePagedRows } from "~/ui/data-table/use-paged-rows";
import { useTableView } from "~/ui/data-table/use-table-view";
import { ColumnMenu, FacetList, QueryBar, TimeRangePicker } from "~/ui/list/list-controls";
import { ListPage } from "~/ui/list/list-page";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = {
  title: (data) => (data as { session?: string } | undefined)?.session ?? "Session",
  parent: { to: "/events", label: "Events" },
};

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  await requireUser(request, context, "turns:read");
  const { timeZone } = parsePreferences(request.headers.get("cookie"));
  return getArchive(params.session ?? "", request.url, timeZone ?? "UTC");
}

const pageOf = (loaded: unknown) => (loaded as Awaited<ReturnType<typeof loader>> | undefined)?.page ?? null;
const rowId = (row: { id: string }) => row.id;
const KEYS = ["kind", "run"];

export default function ArchivePage() {
  const { session, summary, page, facets, isRunning, open } = useLoaderData<typeof loader>();
  const view = useTableView(archiveColumns);
  const { rows, next, pending, loadMore } = usePagedRows(page, rowId, view.listKey, pageOf);
  const more = next === null ? null : view.moreHref(next);
  return (
    <SessionTabs session={session}>
      <ListPage
        facets={<FacetList keys={KEYS} facets={facets} />}
        toolbar={
          <>
            <QueryBar keys={facets} />
            <TimeRangePicker fallback={EVENT_RANGE} />
            <ColumnMenu view={view} />
          </>
        }
        strip={<ArchiveStrip session={session} summary={summary} isRunning={isRunning} />}
        peek={open && <EventPeek event={open.event} turn={open.turn} closeHref={view.peekHref(null)} />}
      >
        <DataTable
          label="Events of the session"
          view={view}
          rows={rows}
          rowId={rowId}
          rowLabel={(row) => `${row.kind} ${row.seq ?? row.id}`}
          more={{ next: more, pending, ...(more && { onMore: () => loadMore(more) }) }}
        >
          <NoMatch what="events" clearHref={sessionPath(session)} />
        </DataTable>
      </ListPage>
    </SessionTabs>
  );
}
