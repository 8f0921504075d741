import { useEffect, useState } from "react";

export type Selection = {
  /** The chosen ones among the rows there are, in their order. */
  ids: readonly string[];
  has: (id: string) => boolean;
  toggle: (id: string) => void;
  /** Chooses everything between the last touched row and this one. */
  extendTo: (id: string) => void;
  /** All, or none when all are chosen. */
  toggleAll: () => void;
  clear: () => void;
};

const nothing: ReadonlySet<string> = new Set();

/** Which rows are chosen. It is of this window only, and another list (its key) starts with none. */
export function useSelection(rowIds: readonly string[], key: string): Selection {
  const [chosen, setChosen] = useState(nothing);
  const [anchor, setAnchor] = useState<string | null>(null);
  useEffect(() => {
    setChosen(nothing);
    setAnchor(null);
  }, [key]);
  const ids = rowIds.filter((id) => chosen.has(id));
  return {
    ids,
    has: (id) => chosen.has(id),
    toggle: (id) => {
      setAnchor(id);
      setChosen((before) => {
        const next = new Set(before);
        if (!next.delete(id)) next.add(id);
        return next;
      });
    },
    extendTo: (id) => {
      const range = between(rowIds, anchor ?? id, id);
      setAnchor(id);
      setChosen((before) => new Set([...before, ...range]));
    },
    toggleAll: () => setChosen(ids.length === rowIds.length ? nothing : new Set(rowIds)),
    clear: () => setChosen(nothing),
  };
}

export function between(ids: readonly string[], from: string, to: string): readonly string[] {
  const end = ids.indexOf(to);
  const start = ids.indexOf(from);
  if (end === -1) return [];
  return start === -1 ? [to] : ids.slice(Math.min(start, end), Math.max(start, end) + 1);
}
