import type { ReactElement } from "react";
import { ColumnMenu as ColumnMenuNow } from "../data-table/column-menu";
import type { TableView } from "../data-table/use-table-view";
import { afterwards } from "../page/afterwards";
import { CopyMenu as CopyMenuNow } from "./copy-menu";
import { FacetList as FacetListNow } from "./facet-list";
import { Peek as PeekNow } from "./peek";
import { QueryBar as QueryBarNow } from "./query-bar";
import { TimeRangePicker as TimeRangePickerNow } from "./time-range-picker";

/** What stands around the rows: the rows do not wait for its script. */
const isServer = import.meta.env.SSR;
const loadPeek = async () => (await import("./peek")).Peek;
const loadCopyMenu = async () => (await import("./copy-menu")).CopyMenu;
// The first row that is opened must not wait for a panel's script.
if (!isServer) setTimeout(() => void Promise.allSettled([loadPeek(), loadCopyMenu()]), 1_000);

export const Peek = afterwards(isServer ? PeekNow : null, loadPeek);
export const CopyMenu = afterwards(isServer ? CopyMenuNow : null, loadCopyMenu);
export const FacetList = afterwards(
  isServer ? FacetListNow : null,
  async () => (await import("./facet-list")).FacetList,
);
export const QueryBar = afterwards(isServer ? QueryBarNow : null, async () => (await import("./query-bar")).QueryBar);
export const TimeRangePicker = afterwards(
  isServer ? TimeRangePickerNow : null,
  async () => (await import("./time-range-picker")).TimeRangePicker,
);
export const ColumnMenu = afterwards(
  isServer ? ColumnMenuNow : null,
  async () => (await import("../data-table/column-menu")).ColumnMenu,
) as <Row>(props: { view: TableView<Row> }) => ReactElement;
