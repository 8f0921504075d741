import { listen, pool } from "~/data/postgres.server";
import {
  currentChangePosition,
  isAfter,
  readTurnChanges,
  type ChangePosition,
  type TurnChange,
} from "~/data/runtime/turn-changes.server";
import { getTurnListRows, type TurnListRow } from "~/data/runtime/turn-list.server";
import { newAlarm, type Alarm } from "./alarm";

const AT_ONCE = 500;
/** Bursts are read together: still well within what a person calls at once. */
const PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 500;
/** When nobody wakes us. Often at first: the connection that hears of changes may still be on its way. */
const FIRST_POLL_MS = 100;
const LONGEST_POLL_MS = 5_000;

/** A turn as it is after its last change, and that change's place; without a row it is gone. */
export type FeedItem = { change: TurnChange; row: TurnListRow | null };
type Reader = { take: (items: FeedItem[]) => void; fail: (error: unknown) => void };
type Feed = { position: ChangePosition; readers: Set<Reader>; alarm: Alarm };

let feed: Promise<Feed> | undefined;

/**
 * Reads the change log for everybody in this process who follows it: once, however many they are, and not at all while
 * nobody does. Answers where the reader begins, and how to leave; what comes after that place is handed over.
 */
export async function joinTurnFeed(reader: Reader): Promise<{ here: ChangePosition; leave: () => void }> {
  feed ??= begin();
  const joined = feed;
  const found = await joined.catch((error: unknown) => {
    if (feed === joined) feed = undefined;
    throw error;
  });
  // The last one left while we waited: that feed has ended.
  if (found.alarm.isStopped()) return joinTurnFeed(reader);
  found.readers.add(reader);
  return {
    here: found.position,
    leave() {
      found.readers.delete(reader);
      if (found.readers.size === 0) end(found);
    },
  };
}

async function begin(): Promise<Feed> {
  const alarm = newAlarm();
  const unlisten = listen("wheelhouse_turns", () => alarm.ring());
  try {
    const started: Feed = { position: await currentChangePosition(pool("pages")), readers: new Set(), alarm };
    follow(started)
      .catch((error: unknown) => {
        for (const reader of started.readers) reader.fail(error);
      })
      .finally(() => {
        unlisten();
        end(started);
      });
    return started;
  } catch (error) {
    unlisten();
    throw error;
  }
}

function end(ending: Feed): void {
  if (!ending.alarm.isStopped()) feed = undefined;
  ending.alarm.stop();
}

async function follow(state: Feed): Promise<void> {
  const { alarm } = state;
  let pause = PAUSE_MS;
  let poll = FIRST_POLL_MS;
  while (!alarm.isStopped()) {
    const { changes, waits } = await readTurnChanges(pool("pages"), state.position, AT_ONCE);
    const last = changes.at(-1);
    if (last) {
      const items = await itemsOf(changes);
      // Together: who joins between two turns of this loop begins exactly here.
      state.position = { tx: last.tx, seq: last.seq };
      for (const reader of state.readers) reader.take(items);
    }
    if (changes.length === AT_ONCE) continue;
    pause = waits && !last ? Math.min(pause * 2, LONGEST_PAUSE_MS) : PAUSE_MS;
    if (!waits) await alarm.sleep(poll);
    poll = Math.min(poll * 2, LONGEST_POLL_MS);
    if (!alarm.isStopped()) await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** A turn that changed several times is shown once, as it is now, at the place of its last change. */
async function itemsOf(changes: TurnChange[]): Promise<FeedItem[]> {
  const latest = new Map<string, TurnChange>();
  for (const change of changes) {
    if (change.kind === "text") continue;
    latest.delete(change.turn_id);
    latest.set(change.turn_id, change);
  }
  const shown = [...latest.values()];
  const rows = await getTurnListRows(
    pool("pages"),
    shown.map(({ turn_id, created_at }) => ({ id: turn_id, created_at })),
  );
  return shown
    .map((change) => ({ change, row: rows.get(change.turn_id) ?? null }))
    .filter(({ change, row }) => row !== null || change.kind === "delete");
}

/** What somebody missed between two places, of which the later one has been read by the feed. */
export async function* readMissed(after: ChangePosition, until: ChangePosition): AsyncGenerator<FeedItem[]> {
  for (let position = after; isAfter(until, position);) {
    const { changes } = await readTurnChanges(pool("pages"), position, AT_ONCE);
    const missed = changes.filter((change) => !isAfter(change, until));
    const last = missed.at(-1);
    if (!last) return;
    yield await itemsOf(missed);
    position = { tx: last.tx, seq: last.seq };
  }
}
