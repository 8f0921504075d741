import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";

const SETTLE_MS = 300;

/** Reads the session again when one of its turns has changed, in a tab that somebody sees. */
export function useLiveSession(href: string): void {
  const { revalidate } = useRevalidator();
  const latest = useRef(revalidate);
  latest.current = revalidate;
  useEffect(() => {
    let source: EventSource | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = () => {
      clearTimeout(timer);
      timer = setTimeout(() => latest.current(), SETTLE_MS);
    };
    const close = () => {
      source?.close();
      source = null;
    };
    const look = (event?: Event) => {
      if (document.hidden) return close();
      if (source) return;
      source = new EventSource(`${href}/live`);
      source.addEventListener("changed", read);
      // Nobody told us of what happened while nobody looked.
      if (event) read();
    };
    document.addEventListener("visibilitychange", look);
    look();
    return () => {
      document.removeEventListener("visibilitychange", look);
      clearTimeout(timer);
      close();
    };
  }, [href]);
}
