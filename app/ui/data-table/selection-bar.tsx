import type { ReactNode } from "react";
import { formatNumber } from "~/lib/numbers";
import { Button } from "../button";
import { Kbd } from "../kbd";

/** What can be done with the chosen rows, over the foot of the list. */
export function SelectionBar({
  count,
  onClear,
  children,
}: {
  count: number;
  onClear: () => void;
  children: ReactNode;
}) {
  return (
    <div
      role="region"
      aria-label="Selection"
      className="absolute inset-x-0 bottom-3 z-20 mx-auto flex w-max max-w-[calc(100%-24px)] flex-wrap items-center gap-2 rounded-card border border-line bg-raised px-3 py-2 shadow-pop"
    >
      <span className="text-muted tabular-nums" role="status">
        {formatNumber(count)} selected
      </span>
      {children}
      <Button tone="ghost" onClick={onClear}>
        Clear <Kbd keys="escape" />
      </Button>
    </div>
  );
}
