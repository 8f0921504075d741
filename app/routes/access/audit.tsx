import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { AccessLists } from "~/features/access/access-tabs";
import { AUDIT_KEYS, readAuditFilters } from "~/features/access/audit-filters";
import { findAuditEntry, listAudit, listAuditFacets, type AuditRow } from "~/features/access/audit-list.server";
import { AuditPeek } from "~/features/access/audit-peek";
import { AUDIT_COLUMNS } from "~/features/access/audit-table";
import { AuditToolbar } from "~/features/access/audit-toolbar";
import { AuditVerdictStrip } from "~/features/access/audit-verdict-strip";
import { peekParam } from "~/lib/list-params";
import { parsePreferences } from "~/lib/preferences";
import { answerForm, parseAction } from "~/platform/action.server";
import { requireUser } from "~/platform/session.server";
import { verifyAuditChain } from "~/platform/verify-audit.server";
import { DataTable } from "~/ui/data-table/data-table";
import { NoMatch } from "~/ui/data-table/no-match";
import { usePagedRows, type RowPage } from "~/ui/data-table/use-paged-rows";
import { useTableView } from "~/ui/data-table/use-table-view";
import { FacetList } from "~/ui/list/list-controls";
import { ListPage } from "~/ui/list/list-page";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = { title: "Audit log", parent: { to: "/access", label: "Access" } };

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireUser(request, context, "audit:read");
  const { timeZone } = parsePreferences(request.headers.get("cookie"));
  const filters = readAuditFilters(request.url, timeZone ?? "UTC");
  const [page, facets, open] = await Promise.all([
    listAudit(filters),
    listAuditFacets(filters),
    findAuditEntry(new URL(request.url).searchParams.get(peekParam)),
  ]);
  return { page, facets, open };
}

export async function action({ request, context }: ActionFunctionArgs) {
  await requireUser(request, context, "audit:read");
  return answerForm(async () => {
    await parseAction(request, z.object({ intent: z.literal("verify") }));
    return { verdict: await verifyAuditChain() };
  });
}

function pageOf(loaded: unknown): RowPage<AuditRow> | null {
  return (loaded as Awaited<ReturnType<typeof loader>> | undefined)?.page ?? null;
}

const rowId = (entry: AuditRow) => entry.seq;

export default function AuditPage() {
  const { page, facets, open } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const view = useTableView(AUDIT_COLUMNS);
  const { rows, next, pending, loadMore } = usePagedRows(page, rowId, view.listKey, pageOf);
  const more = next ? view.moreHref(next) : null;
  return (
    <AccessLists>
      <ListPage
        facets={
          <FacetList
            facets={[
              { key: "actor", label: "Who", values: facets.actor },
              { key: "action", label: "Did", values: facets.action },
              { key: "target", label: "To", values: facets.target },
            ]}
            keys={AUDIT_KEYS}
          />
        }
        toolbar={<AuditToolbar facets={facets} view={view} />}
        strip={result && "verdict" in result && <AuditVerdictStrip verdict={result.verdict} />}
        peek={open && <AuditPeek entry={open} closeHref={view.peekHref(null)} />}
      >
        <DataTable
          label="Audit log"
          view={view}
          rows={rows}
          rowId={rowId}
          rowLabel={(entry) => `${entry.action} by ${entry.actorName}`}
          more={{ next: more, pending, onMore: () => more && loadMore(more) }}
        >
          <NoMatch what="entries" clearHref="/access/audit" />
        </DataTable>
      </ListPage>
    </AccessLists>
  );
}
