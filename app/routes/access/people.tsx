import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Plus } from "lucide-react";
import { AccessLists } from "~/features/access/access-tabs";
import { PEOPLE_COLUMNS, PEOPLE_SORT, PEOPLE_SORT_KEYS } from "~/features/access/people-table";
import { listPeople } from "~/features/access/person-list.server";
import { sortParam } from "~/lib/list-params";
import { sortRows } from "~/lib/sort-rows";
import { requireUser } from "~/platform/session.server";
import { DataTable } from "~/ui/data-table/data-table";
import { useTableView } from "~/ui/data-table/use-table-view";
import { LinkButton } from "~/ui/link-button";
import { ColumnMenu } from "~/ui/list/list-controls";
import { ListPage } from "~/ui/list/list-page";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = { title: "Access" };

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireUser(request, context, "access:read");
  const sort = new URL(request.url).searchParams.get(sortParam);
  return { people: sortRows(await listPeople(), sort, PEOPLE_SORT_KEYS, PEOPLE_SORT) };
}

export default function PeoplePage() {
  const { people } = useLoaderData<typeof loader>();
  const view = useTableView(PEOPLE_COLUMNS, { defaultSort: PEOPLE_SORT });
  return (
    <AccessLists>
      <ListPage
        toolbar={
          <>
            <p className="min-w-0 flex-1 truncate text-muted">Who may come in, and as what.</p>
            <ColumnMenu view={view} />
            <LinkButton to="/access/people/new" tone="primary" icon={Plus}>
              New person
            </LinkButton>
          </>
        }
      >
        <DataTable
          label="People"
          view={view}
          rows={people}
          rowId={(person) => person.id}
          rowLabel={(person) => person.name}
          rowHref={(person) => `/access/people/${person.id}`}
        />
      </ListPage>
    </AccessLists>
  );
}
