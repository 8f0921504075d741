import { ensureTurnPartitions } from "~/data/runtime/turn-partitions.server";
import { findSilentTurns, stillSilent } from "~/data/runtime/turn-store.server";
import { pool, transaction } from "~/data/postgres.server";
import { applyUpdate, SILENT } from "~/features/turns/ingest/apply-to-turn";
import { doorRules } from "~/features/turns/ingest/door-rules.server";
import { TurnBatch } from "~/features/turns/ingest/turn-batch.server";

const AT_ONCE = 200;

/**
 * Closes turns whose runtime has gone silent: no call for as long as its lease. Answers how many. Such a turn may
 * become "streaming" again when its runtime comes back.
 */
export async function closeSilentTurns(): Promise<number> {
  await ensureTurnPartitions(pool("ingest"), [], new Date());
  for (let closed = 0; ;) {
    const some = await closeSome();
    closed += some;
    if (some < AT_ONCE) return closed;
  }
}

async function closeSome(): Promise<number> {
  const { retention, masks } = await doorRules();
  return transaction(async (sql) => {
    const batch = new TurnBatch(sql, new Date(), masks);
    await batch.load(await findSilentTurns(sql, AT_ONCE));
    // While we waited for the lock, the runtime may have called.
    const silent = await stillSilent(sql, [...batch.turns.keys()]);
    for (const id of silent) {
      const turn = batch.turns.get(id)!;
      const { silent_status: status, silent_ended_at: endedAt } = turn.run ?? {};
      const end = status
        ? { status, ...(endedAt && { ended_at: endedAt }) }
        : { status: "interrupted" as const, end_reason: SILENT };
      await applyUpdate(turn, end, batch.now, (kind) => batch.readText(turn, kind));
      batch.touch(turn, "end");
    }
    await batch.write(retention.payloadsMs);
    return silent.size;
  }, "ingest");
}
