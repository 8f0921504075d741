import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Plus, Webhook } from "lucide-react";
import { listEndpoints, type EndpointRow } from "~/features/webhooks/webhook-list.server";
import { endpointColumns } from "~/features/webhooks/webhook-tables";
import { WebhookLists } from "~/features/webhooks/webhook-tabs";
import { may } from "~/platform/permissions";
import { requireUser } from "~/platform/session.server";
import { DataTable } from "~/ui/data-table/data-table";
import { useTableView } from "~/ui/data-table/use-table-view";
import { EmptyState } from "~/ui/page/empty-state";
import { LinkButton } from "~/ui/link-button";
import { ColumnMenu } from "~/ui/list/list-controls";
import { ListPage } from "~/ui/list/list-page";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = { title: "Webhooks" };

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, "webhooks:read");
  return { endpoints: await listEndpoints(), mayWrite: may(user.role, "webhooks:write") };
}

const rowId = (row: Pick<EndpointRow, "id">) => row.id;

export default function WebhooksPage() {
  const { endpoints, mayWrite } = useLoaderData<typeof loader>();
  const view = useTableView(endpointColumns);
  const add = mayWrite && (
    <LinkButton to="/webhooks/new" tone="primary" icon={Plus}>
      New webhook
    </LinkButton>
  );
  return (
    <WebhookLists>
      <ListPage
        toolbar={
          <>
            <p className="min-w-0 flex-1 truncate text-muted">Who is told when something happens here.</p>
            <ColumnMenu view={view} />
            {add}
          </>
        }
      >
        <DataTable
          label="Webhooks"
          view={view}
          rows={endpoints}
          rowId={rowId}
          rowLabel={(row) => row.name}
          rowHref={(row) => `/webhooks/${row.id}`}
        >
          <EmptyState icon={Webhook} title="No webhooks yet" action={add}>
            A webhook tells another service when an alert opens or resolves. Each message is signed, and tried again
            five times when it does not arrive.
          </EmptyState>
        </DataTable>
      </ListPage>
    </WebhookLists>
  );
}
