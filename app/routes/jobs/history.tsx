import type { LoaderFunctionArgs, SerializeFrom } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { History } from "lucide-react";
import { readRunFilters, RUN_KEYS } from "~/features/jobs/job-filters";
import { listJobHistory } from "~/features/jobs/job-queue.server";
import { runColumns } from "~/features/jobs/job-table";
import { JobLists } from "~/features/jobs/job-tabs";
import { RunPeek } from "~/features/jobs/run-peek";
import { cursorParam, peekParam } from "~/lib/list-params";
import { requireUser } from "~/platform/session.server";
import { DataTable } from "~/ui/data-table/data-table";
import { NoMatch } from "~/ui/data-table/no-match";
import { usePagedRows } from "~/ui/data-table/use-paged-rows";
import { useTableView } from "~/ui/data-table/use-table-view";
import { EmptyState } from "~/ui/page/empty-state";
import { ColumnMenu, FacetList, QueryBar } from "~/ui/list/list-controls";
import { ListPage } from "~/ui/list/list-page";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = { title: "Job history", parent: { to: "/jobs", label: "Jobs" } };

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireUser(request, context, "jobs:read");
  const params = new URL(request.url).searchParams;
  return listJobHistory(readRunFilters(params), params.get(cursorParam), params.get(peekParam));
}

const pageOf = (loaded: unknown) => (loaded as SerializeFrom<typeof loader> | undefined)?.page ?? null;
const rowId = (row: { id: string }) => row.id;

export default function HistoryPage() {
  const { page, facets, peek } = useLoaderData<typeof loader>();
  const view = useTableView(runColumns);
  const { rows, next, pending, loadMore } = usePagedRows(page, rowId, view.listKey, pageOf);
  const more = next === null ? null : view.moreHref(next);
  return (
    <JobLists>
      <ListPage
        facets={<FacetList keys={RUN_KEYS} facets={facets} />}
        toolbar={
          <>
            <QueryBar keys={facets} />
            <ColumnMenu view={view} />
          </>
        }
        peek={peek && <RunPeek run={peek} closeHref={view.peekHref(null)} />}
      >
        <DataTable
          label="Runs of jobs"
          view={view}
          rows={rows}
          rowId={rowId}
          rowLabel={(row) => `${row.task} ${row.jobId}`}
          more={{ next: more, pending, ...(more && { onMore: () => loadMore(more) }) }}
        >
          {view.listKey === "" ? (
            <EmptyState icon={History} title="Nothing has run yet">
              The first planned job runs within a minute of the start, if a worker runs.
            </EmptyState>
          ) : (
            <NoMatch what="runs" clearHref="/jobs/history" />
          )}
        </DataTable>
      </ListPage>
    </JobLists>
  );
}
