import { useEffect, useState } from "react";
import { useNow } from "~/ui/clock";

const TICK_MS = 200;

/** The present while something runs: the server's first, so that both draw the same, then the browser's. */
export function useTicking(runs: boolean): number {
  const first = useNow();
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (!runs) return;
    const timer = setInterval(() => document.hidden || setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [runs]);
  return Math.max(first, now);
}
