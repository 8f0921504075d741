import { useMemo } from "react";
import type { TurnListRow } from "~/data/runtime/turn-list.server";
import type { SavedView } from "~/lib/saved-view";
import type { QueryKey } from "~/lib/query-suggest";
import type { TableView } from "~/ui/data-table/use-table-view";
import { FACETS, facetValuesOf, type TurnFacetAnswer } from "./turn-facet-values";
import { TurnExportMenu } from "./turn-export-menu";
import { TURN_KEYS, type TurnKey } from "./turn-keys";
import { ColumnMenu } from "~/ui/data-table/column-menu";
import { QueryBar } from "~/ui/list/query-bar";
import { SavedViews } from "~/ui/list/saved-views";

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
      {exportSearch !== null && <TurnExportMenu search={exportSearch} />}
      <ColumnMenu view={view} />
    </>
  );
}
