import { useEffect, useRef } from "react";

const EVERY_MS = 1_500;

/**
 * Keeps the place in the address, so that a reload and a link begin there. It is written past the router, for which
 * nothing has changed: no loader runs, and Back does not step through every event.
 */
export function useReplayAddress(at: string | null, speed: number): void {
  const written = useRef(0);
  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current) {
      isFirst.current = false;
      return;
    }
    const write = () => {
      written.current = Date.now();
      const url = new URL(location.href);
      if (at === null) url.searchParams.delete("at");
      else url.searchParams.set("at", at);
      if (speed === 1) url.searchParams.delete("speed");
      else url.searchParams.set("speed", String(speed));
      if (url.href !== location.href) history.replaceState(history.state, "", url);
    };
    const wait = Math.max(150, written.current + EVERY_MS - Date.now());
    const timer = setTimeout(write, Date.now() - written.current > EVERY_MS ? 0 : wait);
    return () => clearTimeout(timer);
  }, [at, speed]);
}
