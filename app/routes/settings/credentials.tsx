import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { KeyRound, Plus } from "lucide-react";
import { listCredentials } from "~/features/settings/credentials/credential-list.server";
import {
  CREDENTIAL_COLUMNS,
  CREDENTIAL_SORT,
  CREDENTIAL_SORT_KEYS,
} from "~/features/settings/credentials/credential-table";
import { SettingsList } from "~/features/settings/settings-pages";
import { sortParam } from "~/lib/list-params";
import { sortRows } from "~/lib/sort-rows";
import { may } from "~/platform/permissions";
import { requireUser } from "~/platform/session.server";
import { DataTable } from "~/ui/data-table/data-table";
import { useTableView } from "~/ui/data-table/use-table-view";
import { LinkButton } from "~/ui/link-button";
import { ColumnMenu } from "~/ui/list/list-controls";
import { ListPage } from "~/ui/list/list-page";
import { EmptyState } from "~/ui/page/empty-state";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = { title: "Credentials", parent: { to: "/settings", label: "Settings" } };

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, "credentials:read");
  const sort = new URL(request.url).searchParams.get(sortParam);
  const credentials = sortRows(await listCredentials(), sort, CREDENTIAL_SORT_KEYS, CREDENTIAL_SORT);
  return { credentials, mayWrite: may(user.role, "credentials:write") };
}

export default function CredentialsPage() {
  const { credentials, mayWrite } = useLoaderData<typeof loader>();
  const view = useTableView(CREDENTIAL_COLUMNS, { defaultSort: CREDENTIAL_SORT });
  const add = mayWrite && (
    <LinkButton to="/settings/credentials/new" tone="primary" icon={Plus}>
      New credential
    </LinkButton>
  );
  return (
    <SettingsList>
      <ListPage
        toolbar={
          <>
            <p className="min-w-0 flex-1 truncate text-muted">Sealed values that go in and never come out.</p>
            <ColumnMenu view={view} />
            {add}
          </>
        }
      >
        <DataTable
          label="Credentials"
          view={view}
          rows={credentials}
          rowId={(row) => row.id}
          rowLabel={(row) => row.name}
          rowHref={(row) => `/settings/credentials/${row.id}`}
        >
          <EmptyState icon={KeyRound} title="No credentials yet" action={add}>
            A credential is entered once and used by name. Whoever replaces its value does so in one place for
            everything that uses it.
          </EmptyState>
        </DataTable>
      </ListPage>
    </SettingsList>
  );
}
