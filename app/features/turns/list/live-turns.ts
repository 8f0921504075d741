import type { TurnListRow } from "~/data/runtime/turn-list.server";

/** What the stream said since the page was loaded. */
export type LiveTurns = {
  /** As they are now: rows of the list that changed, and rows that are new to it. */
  changed: ReadonlyMap<string, TurnListRow>;
  /** They changed so that the filters do not let them through any more. */
  left: ReadonlyMap<string, TurnListRow>;
  deleted: ReadonlySet<string>;
};

export type LiveEvent =
  { kind: "turn"; row: TurnListRow } | { kind: "left"; row: TurnListRow } | { kind: "deleted"; id: string };

export const NOTHING_LIVE: LiveTurns = { changed: new Map(), left: new Map(), deleted: new Set() };

/** Takes in a burst of events at once. The same event twice changes nothing. */
export function takeLive(before: LiveTurns, events: readonly LiveEvent[]): LiveTurns {
  if (events.length === 0) return before;
  const changed = new Map(before.changed);
  const left = new Map(before.left);
  const deleted = new Set(before.deleted);
  for (const event of events) {
    const id = event.kind === "deleted" ? event.id : event.row.id;
    changed.delete(id);
    left.delete(id);
    if (event.kind === "deleted") deleted.add(id);
    else (event.kind === "turn" ? changed : left).set(id, event.row);
  }
  return { changed, left, deleted };
}

/** By start and id, as the database orders them; both are text of one form. */
function isNewer(a: TurnListRow, b: TurnListRow): boolean {
  return a.created_at === b.created_at ? a.id > b.id : a.created_at > b.created_at;
}

export type JoinedTurns = {
  rows: readonly TurnListRow[];
  /** New rows whose place in this order is not known here. */
  waiting: number;
};

/**
 * The loaded rows with what has changed since. In the order of time new rows take their place; under another order
 * they are only counted, because their place may be on a page that is not loaded.
 */
export function joinLive(
  loaded: readonly TurnListRow[],
  live: LiveTurns,
  { isNewestFirst, hasMore }: { isNewestFirst: boolean; hasMore: boolean },
): JoinedTurns {
  if (live.changed.size + live.left.size + live.deleted.size === 0) return { rows: loaded, waiting: 0 };
  const known = new Set(loaded.map(({ id }) => id));
  const rows = loaded
    .filter(({ id }) => !live.deleted.has(id) && !live.left.has(id))
    .map((row) => live.changed.get(row.id) ?? row);
  const fresh = [...live.changed.values()].filter(({ id }) => !known.has(id));
  if (!isNewestFirst) return { rows, waiting: fresh.length };
  const last = loaded.at(-1);
  // Older than everything that is loaded: it stands on a page that nobody asked for yet.
  const placed = fresh.filter((row) => !hasMore || !last || isNewer(row, last));
  if (placed.length === 0) return { rows, waiting: 0 };
  return { rows: [...rows, ...placed].sort((a, b) => (isNewer(a, b) ? -1 : 1)), waiting: 0 };
}

/** Rows that stay where they are because somebody looks at them: renewed, and without those that were deleted. */
export function renewShown(shown: readonly TurnListRow[], live: LiveTurns): readonly TurnListRow[] {
  if (live.left.size + live.deleted.size === 0) return shown;
  if (!shown.some(({ id }) => live.left.has(id) || live.deleted.has(id))) return shown;
  return shown.filter(({ id }) => !live.deleted.has(id)).map((row) => live.left.get(row.id) ?? row);
}
