import type { ActionFunctionArgs, LoaderFunctionArgs, SerializeFrom } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { BellOff } from "lucide-react";
import { z } from "zod";
import { acknowledgeAlert } from "~/features/alerts/acknowledge-alert.server";
import { ALERT_KEYS, ALERT_QUERY, ALERT_STATES, readAlertFilters } from "~/features/alerts/alert-filters";
import { countAlerts, findAlert, listAlerts, type AlertRow } from "~/features/alerts/alert-list.server";
import { AlertPeek } from "~/features/alerts/alert-peek";
import { alertColumns } from "~/features/alerts/alert-table";
import { cursorParam, peekParam } from "~/lib/list-params";
import { answerForm, parseAction } from "~/platform/action.server";
import { ALERT_SEVERITIES } from "~/platform/alert";
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

export const handle: PageHandle = { title: "Alerts" };

const Change = z.object({ intent: z.enum(["acknowledge", "release"]), id: z.uuid() });

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, "alerts:read");
  const params = new URL(request.url).searchParams;
  const filters = readAlertFilters(params);
  const open = params.get(peekParam);
  const [page, counts, peek] = await Promise.all([
    listAlerts(filters, params.get(cursorParam)),
    countAlerts(filters),
    open ? findAlert(open) : null,
  ]);
  return { page, counts, peek, mayWrite: may(user.role, "alerts:write") };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "alerts:write");
  return answerForm(async () => {
    const { intent, id } = await parseAction(request, Change);
    await acknowledgeAlert(user, id, intent === "acknowledge");
    return { ok: true as const };
  });
}

type Data = SerializeFrom<typeof loader>;
const pageOf = (data: unknown) => (data as Data | undefined)?.page ?? null;
const rowId = (row: Pick<AlertRow, "id">) => row.id;

export default function AlertsPage() {
  const { page, counts, peek, mayWrite } = useLoaderData<typeof loader>();
  const view = useTableView(alertColumns);
  const result = useActionData<typeof action>();
  const { rows, next, pending, loadMore } = usePagedRows(page, rowId, view.listKey, pageOf);
  const nextHref = next === null ? null : view.moreHref(next);
  const facet = (found: { value: string; count: number }[], values: readonly string[]) =>
    values.map((value) => ({ value, count: found.find((each) => each.value === value)?.count ?? 0 }));
  return (
    <ListPage
      facets={
        <FacetList
          keys={ALERT_KEYS}
          facets={[
            { key: "state", label: "State", values: facet(counts.state, ALERT_STATES) },
            { key: "severity", label: "Severity", values: facet(counts.severity, ALERT_SEVERITIES) },
          ]}
        />
      }
      toolbar={
        <>
          <QueryBar keys={ALERT_QUERY} />
          <ColumnMenu view={view} />
        </>
      }
      peek={peek && <AlertPeek alert={peek} closeHref={view.peekHref(null)} mayWrite={mayWrite} result={result} />}
    >
      <DataTable
        label="Alerts"
        view={view}
        rows={rows}
        rowId={rowId}
        rowLabel={(row) => row.title}
        more={{ next: nextHref, pending, ...(nextHref && { onMore: () => loadMore(nextHref) }) }}
      >
        {view.listKey === "" ? (
          <EmptyState icon={BellOff} title="No alerts yet">
            When a disk fills up, the CMS fails or a job gives up, it stands here and behind the bell.
          </EmptyState>
        ) : (
          <NoMatch what="alerts" clearHref="/alerts" />
        )}
      </DataTable>
    </ListPage>
  );
}
