import { lazy, memo, Suspense, type ComponentType, type ReactElement } from "react";
import { ColumnMenu as ColumnMenuNow } from "../data-table/column-menu";
import type { TableView } from "../data-table/use-table-view";
import { CopyMenu as CopyMenuNow } from "./copy-menu";
import { FacetList as FacetListNow } from "./facet-list";
import { Peek as PeekNow } from "./peek";
import { QueryBar as QueryBarNow } from "./query-bar";
import { SavedViews as SavedViewsNow } from "./saved-views";
import { TimeRangePicker as TimeRangePickerNow } from "./time-range-picker";

/**
 * What stands around the rows. The server draws it at once and it works as links and forms; its script comes after the
 * page reacts, so the rows do not wait for it. The server takes the parts themselves, which the browser's bundle drops.
 */
function afterwards<Props extends object>(Part: ComponentType<Props>): ComponentType<Props> {
  // Props that stay the same must not reach a boundary that still hydrates: it would throw the server's markup away.
  return memo(function Afterwards(props: Props) {
    return (
      <Suspense>
        <Part {...props} />
      </Suspense>
    );
  }) as unknown as ComponentType<Props>;
}

const isServer = import.meta.env.SSR;
const loadPeek = async () => ({ default: (await import("./peek")).Peek });
const loadCopyMenu = async () => ({ default: (await import("./copy-menu")).CopyMenu });
// The first row that is opened must not wait for a panel's script.
if (!isServer) setTimeout(() => void Promise.allSettled([loadPeek(), loadCopyMenu()]), 1_000);

export const FacetList = afterwards(
  isServer ? FacetListNow : lazy(async () => ({ default: (await import("./facet-list")).FacetList })),
);
export const QueryBar = afterwards(
  isServer ? QueryBarNow : lazy(async () => ({ default: (await import("./query-bar")).QueryBar })),
);
export const SavedViews = afterwards(
  isServer ? SavedViewsNow : lazy(async () => ({ default: (await import("./saved-views")).SavedViews })),
);
export const TimeRangePicker = afterwards(
  isServer
    ? TimeRangePickerNow
    : lazy(async () => ({ default: (await import("./time-range-picker")).TimeRangePicker })),
);
export const Peek = afterwards(isServer ? PeekNow : lazy(loadPeek));
export const CopyMenu = afterwards(isServer ? CopyMenuNow : lazy(loadCopyMenu));
export const ColumnMenu = afterwards(
  isServer ? ColumnMenuNow : lazy(async () => ({ default: (await import("../data-table/column-menu")).ColumnMenu })),
) as <Row>(props: { view: TableView<Row> }) => ReactElement;
