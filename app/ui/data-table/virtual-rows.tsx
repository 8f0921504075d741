import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, type RefObject, useCallback, useEffect } from "react";
import type { RowKeys } from "./use-row-keys";

export type VirtualRowsProps = {
  ids: readonly string[];
  scroller: RefObject<HTMLElement>;
  keys: RowKeys;
  rowPx: number;
  renderRow: (index: number, gap: number, measure: (element: HTMLElement | null) => void) => ReactNode;
};

const headPx = 28;

/**
 * Only the rows in view, in normal flow: a margin stands for those left out. The active row always stays, so the focus
 * is not lost by scrolling. Rows may have any height; cards do.
 */
export function VirtualRows({ ids, scroller, keys, rowPx, renderRow }: VirtualRowsProps) {
  const active = keys.activeId === null ? -1 : ids.indexOf(keys.activeId);
  const virtual = useVirtualizer({
    count: ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    getItemKey: useCallback((index: number) => ids[index] ?? index, [ids]),
    overscan: 12,
    scrollPaddingStart: headPx,
    rangeExtractor: useCallback(
      (range: Parameters<typeof defaultRangeExtractor>[0]) => {
        const indexes = defaultRangeExtractor(range);
        return active === -1 || indexes.includes(active) ? indexes : [...indexes, active].sort((a, b) => a - b);
      },
      [active],
    ),
  });

  const { wanted } = keys;
  useEffect(() => {
    const at = wanted.current === null ? -1 : ids.indexOf(wanted.current);
    if (at !== -1) virtual.scrollToIndex(at);
  });

  const items = virtual.getVirtualItems();
  const end = items.at(-1)?.end ?? 0;
  let above = 0;
  return (
    <>
      {items.map((item) => {
        const gap = item.start - above;
        above = item.end;
        return renderRow(item.index, gap, virtual.measureElement);
      })}
      <tr role="presentation" aria-hidden="true" style={{ height: virtual.getTotalSize() - end }} />
    </>
  );
}
