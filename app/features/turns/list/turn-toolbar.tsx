import { Download } from "lucide-react";
import { memo, useMemo } from "react";
import type { TurnListRow } from "~/data/runtime/turn-list.server";
import type { SavedView } from "~/lib/saved-view";
import type { QueryKey } from "~/lib/query-suggest";
import { Button } from "~/ui/button";
import type { TableView } from "~/ui/data-table/use-table-view";
import { Menu, MenuLabel } from "~/ui/overlay/menu";
import { FACETS, facetValuesOf, type TurnFacetAnswer } from "./turn-facet-values";
import { TURN_KEYS, type TurnKey } from "./turn-keys";
import { ColumnMenu, QueryBar, SavedViews } from "~/ui/list/list-controls";

type Props = {
  view: TableView<TurnListRow>;
  views: readonly SavedView[];
  counted: TurnFacetAnswer | null;
  rows: readonly TurnListRow[];
  /** The filters as an address; null for who may not take turns along. */
  exportSearch: string | null;
};

const OTHER_KEYS: Partial<Record<TurnKey, { label: string; example?: string }>> = {
  session: { label: "Session", example: "session:id" },
  latency: { label: "Latency", example: "latency>2s" },
  ttft: { label: "Time to the first token", example: "ttft<500ms" },
  tokens: { label: "Tokens", example: "tokens>10k" },
  cost: { label: "Cost in dollars", example: "cost>0.01" },
  parent: { label: "Parent turn", example: "parent:id" },
};

/** Narrow the list, keep how it looks, take it along. */
export function TurnToolbar({ view, views, counted, rows, exportSearch }: Props) {
  const keys = useMemo((): QueryKey[] => {
    const values = facetValuesOf(counted, rows);
    return TURN_KEYS.map((key) => {
      const label = FACETS.find((facet) => facet.key === key)?.label;
      if (!label) return { key, label: key, ...OTHER_KEYS[key] };
      return {
        key,
        label,
        values: (values[key] ?? []).map(({ value, count }) => ({ value, ...(count !== null && { count }) })),
      };
    });
  }, [counted, rows]);
  return (
    <>
      <QueryBar keys={keys} label="Filter and search turns" placeholder="bot:snark latency>2s or words" />
      <SavedViews list="turns" views={views} action="/views" />
      {exportSearch !== null && <ExportMenu search={exportSearch} />}
      <ColumnMenu view={view} />
    </>
  );
}

const FORMATS = [
  { format: "jsonl", label: "Lines of JSON" },
  { format: "csv", label: "Table (CSV)" },
];

const ExportMenu = memo(function ExportMenu({ search }: { search: string }) {
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
});

function withFormat(search: string, format: string): string {
  const params = new URLSearchParams(search);
  params.set("format", format);
  return params.toString();
}
