import { recountOldSessions } from "~/data/runtime/event-delete.server";
import {
  ensureEventPartitions,
  ensureTurnPartitions,
  ROW_TABLES,
  TEXT_TABLES,
} from "~/data/runtime/turn-partitions.server";
import { dropTurnMargins } from "~/data/runtime/turn-margins.server";
import { noteUsageRowsFrom } from "~/data/runtime/usage-fold.server";
import { deleteIdleTraces } from "~/data/runtime/otlp-traces.server";
import { deleteOlder, dropPartitions } from "~/data/runtime/turn-retention.server";
import { pool } from "~/data/postgres.server";
import { doorRules } from "~/features/turns/ingest/door-rules.server";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** The stream reaches back ten minutes; an hour leaves room for a clock that is not ours. */
const CHANGES_MS = HOUR;
const EVENT_KEYS_MS = 7 * DAY;

/** Makes tomorrow's partitions and the next hours' of the change log, so that ingest never waits for one. */
export async function makePartitionsAhead(now = new Date()): Promise<void> {
  const days = [-1, 0, 1, 2].map((day) => new Date(now.getTime() + day * DAY));
  for (const hours of [0, 1, 2, 3])
    await ensureTurnPartitions(pool("jobs"), days, new Date(now.getTime() + hours * HOUR));
  await ensureEventPartitions(pool("jobs"), days);
}

/** Lets go of what is older than it is kept. Whole days of UTC go, so a row may stay up to a day longer. */
export async function dropOldTurns(now = new Date()): Promise<string[]> {
  const { retention } = await doorRules();
  const ago = (ms: number) => new Date(now.getTime() - ms);
  const rowsEnd = ago(retention.rowsMs);
  const dayEnd = new Date(Math.floor(rowsEnd.getTime() / DAY) * DAY);
  // The keys first: without one a row is not found by its id, while a key without a row would block that id.
  for (const table of ["turn_keys", "turn_runs", "turn_notes", "turn_bookmarks"] as const)
    await deleteOlder(table, dayEnd);
  for (const table of ["sessions", "agent_runs", "agent_session_state"] as const) await deleteOlder(table, dayEnd);
  await deleteOlder("agent_event_keys", ago(EVENT_KEYS_MS));
  // Their spans stand in the texts: without these nothing can be added to a turn any more.
  await deleteOlder("otlp_traces", ago(retention.payloadsMs));
  await deleteIdleTraces(pool("jobs"), ago(HOUR));
  // Before the rows go: what they used is kept, and nothing may try to sum it anew.
  await noteUsageRowsFrom(pool("jobs"), dayEnd);
  const dropped: string[] = [];
  for (const table of TEXT_TABLES) dropped.push(...(await dropPartitions(table, ago(retention.payloadsMs))));
  for (const table of [...ROW_TABLES, "agent_events"]) dropped.push(...(await dropPartitions(table, rowsEnd)));
  await recountOldSessions(pool("jobs"), rowsEnd);
  await dropTurnMargins(pool("jobs"), dayEnd);
  dropped.push(...(await dropPartitions("turn_changes", ago(CHANGES_MS))));
  return dropped;
}
