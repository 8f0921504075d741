import { useCallback, useEffect, useRef, useState } from "react";
import { holdRows } from "~/lib/held-rows";

export type HeldRowsView<Row> = {
  rows: readonly Row[];
  /** How many new rows wait. */
  held: number;
  release: () => void;
  /** For the scrolling element: it tells whether the top is in view and the rows are left alone. */
  watch: (scroller: HTMLElement | null) => void;
};

const topPx = 4;

/**
 * For lists that renew themselves. New rows come in at once while the top is in view and neither the pointer nor the
 * focus is on a row; otherwise they wait behind the pill. Another list (its key) starts anew.
 */
export function useHeldRows<Row>(arrived: readonly Row[], rowId: (row: Row) => string, key: string): HeldRowsView<Row> {
  const scroller = useRef<HTMLElement | null>(null);
  const [state, setState] = useState({ key, arrived, shown: arrived, held: 0 });

  let current = state;
  if (state.key !== key) current = { key, arrived, shown: arrived, held: 0 };
  else if (state.arrived !== arrived) {
    current = { key, arrived, ...holdRows(state.shown, arrived, rowId, isLeftAlone(scroller.current)) };
  }
  if (current !== state) setState(current);

  const release = useCallback(() => {
    setState((before) => ({ ...before, shown: before.arrived, held: 0 }));
    scroller.current?.scrollTo({ top: 0 });
  }, []);
  const watch = useCallback((element: HTMLElement | null) => {
    scroller.current = element;
  }, []);

  const { held } = current;
  useEffect(() => {
    const element = scroller.current;
    if (held === 0 || !element) return;
    const check = () => {
      if (isLeftAlone(element)) setState((before) => ({ ...before, shown: before.arrived, held: 0 }));
    };
    element.addEventListener("scroll", check, { passive: true });
    element.addEventListener("pointerleave", check);
    return () => {
      element.removeEventListener("scroll", check);
      element.removeEventListener("pointerleave", check);
    };
  }, [held]);

  return { rows: current.shown, held, release, watch };
}

function isLeftAlone(scroller: HTMLElement | null): boolean {
  if (!scroller || scroller.scrollTop > topPx) return false;
  return !scroller.matches(":hover") && !scroller.contains(document.activeElement);
}
