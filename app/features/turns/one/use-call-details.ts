import { useEffect, useRef } from "react";
import type { TurnView } from "./turn-view";

const DETAILS_EVERY_MS = 1_000;

/** The stream tells that a call began or ended; what it was given and gave is loaded again, not too often. */
export function useCallDetails(loaded: TurnView, live: TurnView, revalidate: () => void): void {
  const key = (view: TurnView) => view.spans.map((span) => `${span.id} ${span.status}`).join();
  const [wanted, known] = [key(live), key(loaded)];
  const last = useRef(0);
  useEffect(() => {
    if (wanted === known) return;
    const wait = Math.max(100, last.current + DETAILS_EVERY_MS - Date.now());
    const timer = setTimeout(() => {
      last.current = Date.now();
      revalidate();
    }, wait);
    return () => clearTimeout(timer);
  }, [wanted, known, revalidate]);
}
