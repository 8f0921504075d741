import { useEffect } from "react";
import type { ReplayRow } from "~/data/runtime/event-replay.server";

/** Hears what comes to a session while its page is in view; a hidden tab holds no stream. */
export function useLiveEvents(address: string | null, onEvents: (events: ReplayRow[]) => void): void {
  useEffect(() => {
    if (address === null) return;
    let source: EventSource | null = null;
    const open = () => {
      source = new EventSource(address);
      source.addEventListener("events", (event) =>
        onEvents(JSON.parse((event as MessageEvent<string>).data) as ReplayRow[]),
      );
    };
    const look = () => {
      if (!document.hidden) return source ?? open();
      source?.close();
      source = null;
    };
    document.addEventListener("visibilitychange", look);
    look();
    return () => {
      document.removeEventListener("visibilitychange", look);
      source?.close();
    };
  }, [address, onEvents]);
}
