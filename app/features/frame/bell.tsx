import { Bell as BellIcon } from "lucide-react";
import { lazy, Suspense } from "react";
import { buttonClass } from "~/ui/button-class";
import { Popover } from "~/ui/overlay/popover";

export const loadAlertList = () => import("./alert-list");
const AlertList = lazy(() => loadAlertList().then((module) => ({ default: module.AlertList })));

/** How many alerts are open, and which. The list comes when somebody looks. */
export function Bell({ count }: { count: number }) {
  const label = count === 0 ? "No open alerts" : count === 1 ? "1 open alert" : `${count} open alerts`;
  return (
    <Popover
      label="Open alerts"
      side="below-end"
      className="w-80 p-0"
      trigger={
        <button type="button" aria-label={label} className={`${buttonClass("secondary")} !px-[7px]`}>
          <BellIcon size={14} strokeWidth={1.8} className="text-muted" />
          {count > 0 && <span className="tabular-nums">{count}</span>}
        </button>
      }
    >
      {(close) => (
        <Suspense fallback={<p className="p-3 text-faint">Loading</p>}>
          <AlertList onGo={close} />
        </Suspense>
      )}
    </Popover>
  );
}
