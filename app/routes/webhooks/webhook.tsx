import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type SerializeFrom } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { changeWebhook } from "~/features/webhooks/change-webhook.server";
import { findDelivery, listDeliveries } from "~/features/webhooks/delivery-list.server";
import { DeliveryPeek } from "~/features/webhooks/delivery-peek";
import { WebhookActions } from "~/features/webhooks/webhook-actions";
import { WebhookFields } from "~/features/webhooks/webhook-fields";
import { EndpointChange } from "~/features/webhooks/webhook-form";
import { getEndpoint } from "~/features/webhooks/webhook-list.server";
import { deliveryColumns, EndpointState } from "~/features/webhooks/webhook-tables";
import { useFollowUp } from "~/features/webhooks/use-follow-up";
import { cursorParam, peekParam } from "~/lib/list-params";
import { answerForm, parseAction } from "~/platform/action.server";
import { flashHeaders } from "~/platform/flash.server";
import { may } from "~/platform/permissions";
import { requireUser } from "~/platform/session.server";
import { DataTable } from "~/ui/data-table/data-table";
import { usePagedRows } from "~/ui/data-table/use-paged-rows";
import { useTableView } from "~/ui/data-table/use-table-view";
import { Form } from "~/ui/form/form";
import { ListPage } from "~/ui/list/list-page";
import { OneTimeShown } from "~/ui/page/one-time-shown";
import type { PageHandle } from "~/ui/page/page-handle";
import { SubmitButton } from "~/ui/form/submit-button";

export const handle: PageHandle = {
  title: (loaded) => (loaded as SerializeFrom<typeof loader> | undefined)?.endpoint.name ?? "Webhook",
  parent: { to: "/webhooks", label: "Webhooks" },
};

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, "webhooks:read");
  const search = new URL(request.url).searchParams;
  const endpoint = await getEndpoint(params.id ?? "");
  const open = search.get(peekParam);
  const [page, peek] = await Promise.all([
    listDeliveries(endpoint.id, search.get(cursorParam)),
    open ? findDelivery(endpoint.id, open) : null,
  ]);
  return { endpoint, page, peek, mayWrite: may(user.role, "webhooks:write") };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "webhooks:write");
  return answerForm(async () => {
    const change = await parseAction(request, EndpointChange);
    const done = await changeWebhook(user, params.id ?? "", change);
    const headers = flashHeaders({ message: done.said, tone: "ok" });
    if (done.isGone) return redirect("/webhooks", { headers });
    return data({ ok: true as const, secret: done.secret ?? null }, { headers });
  });
}

const pageOf = (loaded: unknown) => (loaded as SerializeFrom<typeof loader> | undefined)?.page ?? null;
const rowId = (row: { id: string }) => row.id;

export default function WebhookPage() {
  const { endpoint, page, peek, mayWrite } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const view = useTableView(deliveryColumns);
  useFollowUp(page.rows);
  const { rows, next, pending, loadMore } = usePagedRows(page, rowId, `${endpoint.id}?${view.listKey}`, pageOf);
  const more = next === null ? null : view.moreHref(next);
  return (
    <ListPage
      strip={
        <div className="flex max-h-[60%] shrink-0 flex-col gap-4 overflow-y-auto border-b border-line-soft p-4">
          {result && "secret" in result && result.secret && (
            <OneTimeShown title="The new signing secret" value={result.secret}>
              Keep it now: it cannot be shown again. It signs from now on, also what waits for a retry.
            </OneTimeShown>
          )}
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <EndpointState endpoint={endpoint} />
            <code className="min-w-0 truncate text-[12px] text-muted">{endpoint.url}</code>
            {mayWrite && <WebhookActions endpoint={endpoint} result={result} />}
          </div>
          {mayWrite && (
            <details>
              <summary className="cursor-pointer text-muted hover:text-text">Name, address and events</summary>
              <Form result={result} className="flex max-w-150 flex-col gap-4 pt-3">
                <WebhookFields name={endpoint.name} url={endpoint.url} events={endpoint.events} />
                <div>
                  <SubmitButton intent="save">Save</SubmitButton>
                </div>
              </Form>
            </details>
          )}
        </div>
      }
      peek={peek && <DeliveryPeek {...{ delivery: peek, mayWrite, result }} closeHref={view.peekHref(null)} />}
    >
      <DataTable
        label="Deliveries"
        view={view}
        rows={rows}
        rowId={rowId}
        rowLabel={(row) => `${row.event} ${row.id}`}
        more={{ next: more, pending, ...(more && { onMore: () => loadMore(more) }) }}
      >
        <p className="p-4 text-muted">Nothing was sent yet. A test shows whether the other side answers.</p>
      </DataTable>
    </ListPage>
  );
}
