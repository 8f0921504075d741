import { Form, useLocation } from "@remix-run/react";
import { Download, ShieldCheck } from "lucide-react";
import { useMemo } from "react";
import { Button } from "~/ui/button";
import { ColumnMenu, QueryBar, TimeRangePicker } from "~/ui/list/list-controls";
import type { TableView } from "~/ui/data-table/use-table-view";
import { Menu, MenuLabel } from "~/ui/overlay/menu";
import type { AuditFacets, AuditRow } from "./audit-list.server";
import { AUDIT_RANGE } from "./audit-range";

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

const FORMATS = [
  { format: "jsonl", label: "Lines of JSON" },
  { format: "csv", label: "Table (CSV)" },
];

function ExportMenu() {
  const { search } = useLocation();
  const shown = new URLSearchParams(search);
  return (
    <Menu label="Export" trigger={<Button icon={Download}>Export</Button>}>
      <MenuLabel>What is shown</MenuLabel>
      {FORMATS.map(({ format, label }) => {
        const params = new URLSearchParams(shown);
        params.set("format", format);
        return <DownloadItem key={format} href={`/access/audit/export?${params}`} label={label} />;
      })}
      <MenuLabel>The whole log</MenuLabel>
      {FORMATS.map(({ format, label }) => (
        <DownloadItem key={format} href={`/access/audit/export?all&format=${format}`} label={label} />
      ))}
    </Menu>
  );
}

/** A download is the browser's own business: the router would wait for a page. */
function DownloadItem({ href, label }: { href: string; label: string }) {
  return (
    <a
      href={href}
      download
      role="menuitem"
      tabIndex={-1}
      data-closes=""
      className="flex h-7 w-full items-center rounded-[5px] px-2 hover:bg-sunken focus:bg-sunken focus:outline-none"
    >
      {label}
    </a>
  );
}
