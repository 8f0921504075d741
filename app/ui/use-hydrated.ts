import { useSyncExternalStore } from "react";

/** False on the server and in the first render of the browser, true after: both draw the same markup first. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    nothing,
    () => true,
    () => false,
  );
}

function nothing(): () => void {
  return () => undefined;
}
