import type { Sql } from "~/data/postgres.server";

/** Tables that are cut by the day of the turn: those of rows, and those of texts, which go sooner. */
export const ROW_TABLES = ["turn_logs", "tool_call_records", "llm_calls", "turn_prompts"] as const;
export const TEXT_TABLES = ["turn_payloads", "tool_call_results"] as const;

const known = new Set<string>();

/** Looks again which partitions are there. Tests change databases under one process, too. */
export function forgetPartitions(): void {
  known.clear();
}

async function ensure(sql: Sql, parent: string, at: Date, length: number): Promise<void> {
  const key = `${parent} ${at.toISOString().slice(0, length)}`;
  if (known.has(key)) return;
  await sql.query("select runtime.ensure_partition($1, $2)", [parent, at]);
  known.add(key);
}

/**
 * Makes sure that rows of these turns, and the changes they make now, have a home. Partitions are made ahead by a job;
 * this is for the turn that comes from further away, or after the job has slept. Call it outside a transaction, so
 * that a new partition is there for everybody at once.
 */
export async function ensureTurnPartitions(
  sql: Sql,
  createdAt: Date[],
  now: Date,
  textsMs = Number.POSITIVE_INFINITY,
): Promise<void> {
  await ensure(sql, "turn_changes", now, 13);
  // A transaction that crosses the hour writes its changes in the hour it began, or the next.
  await ensure(sql, "turn_changes", new Date(now.getTime() + 600_000), 13);
  for (const at of createdAt) {
    for (const parent of ROW_TABLES) await ensure(sql, parent, at, 10);
    // Past their retention texts are not stored, so their day is not made again.
    if (at.getTime() >= now.getTime() - textsMs) for (const parent of TEXT_TABLES) await ensure(sql, parent, at, 10);
  }
}

export async function ensureEventPartitions(sql: Sql, createdAt: Date[]): Promise<void> {
  for (const at of createdAt) await ensure(sql, "agent_events", at, 10);
}
