import { useLocation } from "@remix-run/react";
import { Download } from "lucide-react";
import { Button } from "~/ui/button";
import { Menu, MenuLabel } from "~/ui/overlay/menu";

const FORMATS = [
  { format: "jsonl", label: "Lines of JSON" },
  { format: "csv", label: "Table (CSV)" },
];

/** The log as a file: what is shown, or all of it. */
export function AuditExportMenu() {
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
