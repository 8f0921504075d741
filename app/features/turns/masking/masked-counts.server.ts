import { addMaskedCounts } from "~/data/runtime/masking-rules.server";
import { pool } from "~/data/postgres.server";
import { log } from "~/config/log.server";

/** Counts are for people to read: written together now and then, so that ingest never waits for a rule's row. */
const WRITE_AFTER_MS = 2_000;
const counts = new Map<string, number>();
let timer: NodeJS.Timeout | undefined;

export function noteMasked(ruleId: string, count: number): void {
  counts.set(ruleId, (counts.get(ruleId) ?? 0) + count);
  timer ??= setTimeout(() => void writeMaskedCounts(), WRITE_AFTER_MS).unref();
}

export async function writeMaskedCounts(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  const all = [...counts].map(([id, count]) => ({ id, count }));
  counts.clear();
  if (all.length === 0) return;
  await addMaskedCounts(pool("ingest"), all).catch((error: unknown) =>
    log.warn({ err: error }, "how often rules have masked was not written"),
  );
}
