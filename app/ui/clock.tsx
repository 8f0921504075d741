import { createContext, useContext, useEffect, useMemo, useSyncExternalStore, type ReactNode } from "react";

/** The moment and the zone that server and browser both write times with. */
export type Clock = { now: number; timeZone: string };

const ClockContext = createContext<Clock>({ now: 0, timeZone: "UTC" });

export function ClockProvider({ now, timeZone, children }: Clock & { children: ReactNode }) {
  const clock = useMemo(() => ({ now, timeZone }), [now, timeZone]);
  return <ClockContext.Provider value={clock}>{children}</ClockContext.Provider>;
}

const TICK_MS = 10_000;
let current = 0;
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => {
    if (document.hidden) return;
    current = Date.now();
    for (const each of listeners) each();
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The present, to a few seconds: the server's moment first, so that both write the same, then the browser's. */
export function useNow(): number {
  const { now } = useContext(ClockContext);
  const ticked = useSyncExternalStore(
    subscribe,
    () => current,
    () => 0,
  );
  useEffect(() => {
    current = Math.max(current, now);
  }, [now]);
  return Math.max(ticked, now);
}

export function useTimeZone(): string {
  return useContext(ClockContext).timeZone;
}
