import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { KeyRound, Plus } from "lucide-react";
import { AccessLists } from "~/features/access/access-tabs";
import { listApiKeys } from "~/features/access/api-key-list.server";
import { KEY_COLUMNS, KEYS_SORT, KEYS_SORT_KEYS } from "~/features/access/api-key-table";
import { sortParam } from "~/lib/list-params";
import { sortRows } from "~/lib/sort-rows";
import { requireUser } from "~/platform/session.server";
import { DataTable } from "~/ui/data-table/data-table";
import { useTableView } from "~/ui/data-table/use-table-view";
import { EmptyState } from "~/ui/page/empty-state";
import { LinkButton } from "~/ui/link-button";
import { ColumnMenu } from "~/ui/list/list-controls";
import { ListPage } from "~/ui/list/list-page";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = { title: "API keys", parent: { to: "/access", label: "Access" } };

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireUser(request, context, "access:read");
  const sort = new URL(request.url).searchParams.get(sortParam);
  return { keys: sortRows(await listApiKeys(), sort, KEYS_SORT_KEYS, KEYS_SORT) };
}

export default function KeysPage() {
  const { keys } = useLoaderData<typeof loader>();
  const view = useTableView(KEY_COLUMNS, { defaultSort: KEYS_SORT });
  return (
    <AccessLists>
      <ListPage
        toolbar={
          <>
            <p className="min-w-0 flex-1 truncate text-muted">What agents and scripts come in with.</p>
            <ColumnMenu view={view} />
            <LinkButton to="/access/keys/new" tone="primary" icon={Plus}>
              New key
            </LinkButton>
          </>
        }
      >
        <DataTable
          label="API keys"
          view={view}
          rows={keys}
          rowId={(key) => key.id}
          rowLabel={(key) => key.name}
          rowHref={(key) => `/access/keys/${key.id}`}
        >
          <EmptyState
            icon={KeyRound}
            title="No keys yet"
            command="npm run -s wheelhouse -- key create --name my-runtime --scopes turns:write,config:read"
          >
            An agent runtime needs one to report its turns. Create it here, or in a terminal:
          </EmptyState>
        </DataTable>
      </ListPage>
    </AccessLists>
  );
}
