import { Download } from "lucide-react";
import { Button } from "~/ui/button";
import { Menu, MenuLabel } from "~/ui/overlay/menu";

const FORMATS = [
  { format: "jsonl", label: "Lines of JSON" },
  { format: "csv", label: "Table (CSV)" },
];

/** Everything that the list shows, as a file. */
export function TurnExportMenu({ search }: { search: string }) {
  return (
    <Menu
      label="Export"
      trigger={
        <Button icon={Download} aria-label="Export" className="max-xl:w-7 max-xl:!px-0">
          <span className="max-xl:hidden">Export</span>
        </Button>
      }
    >
      <MenuLabel>Everything that matches</MenuLabel>
      {FORMATS.map(({ format, label }) => (
        // A download is the browser's own business: the router would wait for a page.
        <a
          key={format}
          href={`/turns/export?${withFormat(search, format)}`}
          download
          role="menuitem"
          tabIndex={-1}
          data-closes=""
          className="flex h-7 w-full items-center rounded-[5px] px-2 hover:bg-sunken focus:bg-sunken focus:outline-none"
        >
          {label}
        </a>
      ))}
    </Menu>
  );
}

function withFormat(search: string, format: string): string {
  const params = new URLSearchParams(search);
  params.set("format", format);
  return params.toString();
}
