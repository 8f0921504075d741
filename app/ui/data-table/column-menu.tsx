import { Columns3 } from "lucide-react";
import { Suspense, lazy } from "react";
import { Button } from "../button";
import { Popover } from "../overlay/popover";
import type { TableView } from "./use-table-view";

const ColumnMenuPanel = lazy(async () => ({ default: (await import("./column-menu-panel")).ColumnMenuPanel }));

/** Which columns stand, in which order and width, how dense, and (where there is no head) how sorted. */
export function ColumnMenu<Row>({ view }: { view: TableView<Row> }) {
  return (
    <Popover
      label="Columns"
      side="below-end"
      className="w-72"
      trigger={
        <Button icon={Columns3} className="max-sm:w-7 max-sm:!px-0" aria-label="Columns">
          <span className="max-sm:hidden">Columns</span>
        </Button>
      }
    >
      <Suspense fallback={<div className="h-60" aria-busy="true" />}>
        <ColumnMenuPanel
          columns={view.columns.list}
          look={view.look}
          lookHref={view.lookHref}
          onChange={view.changeLook}
        />
      </Suspense>
    </Popover>
  );
}
