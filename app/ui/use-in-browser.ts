import { useSyncExternalStore } from "react";

function subscribe(): () => void {
  return () => undefined;
}

/** False on the server and while hydrating, true afterwards: what the browser adds never fights the server's markup. */
export function useInBrowser(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  );
}
