import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type SerializeFrom } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { ListChecks } from "lucide-react";
import { z } from "zod";
import { cancelJobs, retryJobs } from "~/features/jobs/change-jobs.server";
import { QUEUE_KEYS, readQueueFilters } from "~/features/jobs/job-filters";
import { JobPeek } from "~/features/jobs/job-peek";
import { listJobQueue } from "~/features/jobs/job-queue.server";
import { queueColumns } from "~/features/jobs/job-table";
import { JobLists } from "~/features/jobs/job-tabs";
import { JOBS } from "~/jobs.server";
import { cursorParam, peekParam } from "~/lib/list-params";
import { answerForm, parseAction } from "~/platform/action.server";
import { flashHeaders } from "~/platform/flash.server";
import { may } from "~/platform/permissions";
import { requireUser } from "~/platform/session.server";
import { DataTable } from "~/ui/data-table/data-table";
import { NoMatch } from "~/ui/data-table/no-match";
import { usePagedRows } from "~/ui/data-table/use-paged-rows";
import { useTableView } from "~/ui/data-table/use-table-view";
import { EmptyState } from "~/ui/page/empty-state";
import { ColumnMenu, FacetList, QueryBar } from "~/ui/list/list-controls";
import { ListPage } from "~/ui/list/list-page";
import type { PageHandle } from "~/ui/page/page-handle";
import { SubmitButton } from "~/ui/form/submit-button";

export const handle: PageHandle = { title: "Jobs" };

const Change = z.object({ intent: z.enum(["retry", "cancel"]), ids: z.array(z.string().regex(/^\d{1,18}$/)).min(1) });

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, "jobs:read");
  const params = new URL(request.url).searchParams;
  const list = await listJobQueue(readQueueFilters(params), params.get(cursorParam), params.get(peekParam));
  const title = JOBS.find(({ name }) => name === list.peek?.task)?.title ?? null;
  return { ...list, title, mayWrite: may(user.role, "jobs:write") };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "jobs:write");
  return answerForm(async () => {
    const { intent, ids } = await parseAction(request, Change);
    const count = intent === "retry" ? await retryJobs(user, ids) : await cancelJobs(user, ids);
    const jobs = count === 1 ? "One job" : `${count} jobs`;
    const message = intent === "retry" ? `${jobs} will run again now.` : `${jobs} taken out of the queue.`;
    return data({ ok: true as const }, { headers: flashHeaders({ message, tone: "ok" }) });
  });
}

const pageOf = (loaded: unknown) => (loaded as SerializeFrom<typeof loader> | undefined)?.page ?? null;
const rowId = (row: { id: string }) => row.id;

export default function QueuePage() {
  const { page, facets, peek, title, mayWrite } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const view = useTableView(queueColumns);
  const { rows, next, pending, loadMore } = usePagedRows(page, rowId, view.listKey, pageOf);
  const more = next === null ? null : view.moreHref(next);
  return (
    <JobLists>
      <ListPage
        facets={<FacetList keys={QUEUE_KEYS} facets={facets} />}
        toolbar={
          <>
            <QueryBar keys={facets} />
            <ColumnMenu view={view} />
          </>
        }
        peek={peek && <JobPeek {...{ job: peek, title, mayWrite, result }} closeHref={view.peekHref(null)} />}
      >
        <DataTable
          label="Jobs in the queue"
          view={view}
          rows={rows}
          rowId={rowId}
          rowLabel={(row) => `${row.task} ${row.id}`}
          more={{ next: more, pending, ...(more && { onMore: () => loadMore(more) }) }}
          {...(mayWrite && { actions: (ids: readonly string[]) => <Together ids={ids} /> })}
        >
          {view.listKey === "" ? (
            <EmptyState icon={ListChecks} title="The queue is empty">
              Work that runs later or in the background waits here. What ran stands under History.
            </EmptyState>
          ) : (
            <NoMatch what="jobs" clearHref="/jobs" />
          )}
        </DataTable>
      </ListPage>
    </JobLists>
  );
}

function Together({ ids }: { ids: readonly string[] }) {
  return (
    <Form method="post" className="flex gap-2">
      {ids.map((id) => (
        <input key={id} type="hidden" name="ids[]" value={id} />
      ))}
      <SubmitButton intent="retry" tone="secondary">
        Retry now
      </SubmitButton>
      <SubmitButton intent="cancel" tone="danger">
        Cancel
      </SubmitButton>
    </Form>
  );
}
