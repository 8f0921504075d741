import { useSyncExternalStore } from "react";

/** How the list on this page gets its news. */
export type LiveState =
  /** It follows. */
  | "live"
  /** It is on its way to the stream, for the first time or again. */
  | "connecting"
  /** A person has stopped it. */
  | "paused"
  /** The list ends in the past: there is nothing to follow. */
  | "off";

let state: LiveState = "connecting";
let paused = false;
const watchers = new Set<() => void>();

function tell() {
  for (const watch of watchers) watch();
}

function subscribe(watch: () => void) {
  watchers.add(watch);
  return () => watchers.delete(watch);
}

/** The switch stands in the top bar, the stream belongs to the list: they meet here. */
export function setLiveState(next: LiveState): void {
  if (state === next) return;
  state = next;
  tell();
}

export function setPaused(next: boolean): void {
  paused = next;
  tell();
}

export function useLiveState(): LiveState {
  return useSyncExternalStore(
    subscribe,
    () => state,
    () => "connecting",
  );
}

export function useIsPaused(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => paused,
    () => false,
  );
}
