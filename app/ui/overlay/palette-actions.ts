import { useEffect, useRef, useSyncExternalStore } from "react";
import type { Icon } from "../icon";

export type PaletteEntry = {
  id: string;
  label: string;
  /** Said after the label: what kind of thing it is, where it leads. */
  note?: string;
  /** Found by these words too. */
  keywords?: string;
  keys?: string;
  icon?: Icon;
  /** Stands in the place of the icon: this bot's mark. */
  bot?: string;
  run: () => void;
};

let actions: readonly PaletteEntry[] = [];
const none: readonly PaletteEntry[] = [];
const watchers = new Set<() => void>();

function change(next: readonly PaletteEntry[]): void {
  actions = next;
  for (const watch of watchers) watch();
}

/** Offers something to do in the palette while the component is mounted. Null offers nothing. */
export function usePaletteAction(entry: PaletteEntry | null): void {
  const latest = useRef(entry);
  latest.current = entry;
  const { id, label, note, keywords, keys, icon } = entry ?? {};
  useEffect(() => {
    if (id === undefined || label === undefined) return;
    const own: PaletteEntry = { id, label, note, keywords, keys, icon, run: () => latest.current?.run() };
    change([...actions.filter((each) => each.id !== id), own]);
    return () => change(actions.filter((each) => each !== own));
  }, [id, label, note, keywords, keys, icon]);
}

export function usePaletteActions(): readonly PaletteEntry[] {
  return useSyncExternalStore(
    (watch) => {
      watchers.add(watch);
      return () => watchers.delete(watch);
    },
    () => actions,
    () => none,
  );
}
