import { useEffect, useState } from "react";
import { formatSeconds } from "~/lib/duration";
import { useNow } from "~/ui/clock";

const TICK_MS = 100;
const ticks = new Set<(now: number) => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock for all rows that run. */
function onTick(listener: (now: number) => void): () => void {
  ticks.add(listener);
  timer ??= setInterval(() => {
    const now = Date.now();
    for (const tick of ticks) tick(now);
  }, TICK_MS);
  return () => {
    ticks.delete(listener);
    if (ticks.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** How long a turn has been running. The server writes it too, as of its own moment. */
export function RunningTimer({ since }: { since: string }) {
  const drawn = useNow();
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    setNow(Date.now());
    return onTick(setNow);
  }, []);
  // A runtime's clock may be ahead of ours; less than nothing says nothing.
  return <span className="text-run">{formatSeconds(Math.max(0, (now ?? drawn) - Date.parse(since)))}</span>;
}
