import { Form } from "@remix-run/react";
import { ShieldCheck } from "lucide-react";
import { useMemo } from "react";
import { Button } from "~/ui/button";
import { ColumnMenu, QueryBar, TimeRangePicker } from "~/ui/list/list-controls";
import type { TableView } from "~/ui/data-table/use-table-view";
import { afterwards } from "~/ui/page/afterwards";
import { AuditExportMenu } from "./audit-export-menu";
import type { AuditFacets, AuditRow } from "./audit-list.server";
import { AUDIT_RANGE } from "./audit-range";

const ExportMenu = afterwards(
  import.meta.env.SSR ? AuditExportMenu : null,
  async () => (await import("./audit-export-menu")).AuditExportMenu,
);

/** Narrow the log, take it along, and see whether it is whole. */
export function AuditToolbar({ facets, view }: { facets: AuditFacets; view: TableView<AuditRow> }) {
  const keys = useMemo(
    () => [
      { key: "actor", label: "Who", values: facets.actor },
      { key: "action", label: "Did", values: facets.action },
      { key: "target", label: "To", values: facets.target },
    ],
    [facets],
  );
  return (
    <>
      <QueryBar keys={keys} />
      <TimeRangePicker fallback={AUDIT_RANGE} />
      <Form method="post" className="contents">
        <Button type="submit" name="intent" value="verify" icon={ShieldCheck}>
          Verify
        </Button>
      </Form>
      <ExportMenu />
      <ColumnMenu view={view} />
    </>
  );
}
