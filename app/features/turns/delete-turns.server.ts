import {
  deleteTurnRows,
  findTurnsToDelete,
  type DeletedCounts,
  type TurnSelection,
} from "~/data/runtime/turn-delete.server";
import { ensureTurnPartitions } from "~/data/runtime/turn-partitions.server";
import { pool, transaction, type Sql } from "~/data/postgres.server";
import { AppError } from "~/lib/errors";
import { audit, type Actor } from "~/platform/audit.server";

const AT_ONCE = 500;

export type DeletionReceipt = { deleted: DeletedCounts };

/** For long ones: told of each part in its transaction, and ends between two parts. */
export type DeletionWatch = { onPart?: (sql: Sql, part: DeletedCounts) => Promise<void>; signal?: AbortSignal };

/**
 * Deletes turns for good, of any source but only of the bots that the actor may act for. Many go in parts: each part
 * is gone, told of and audited together, so that a stop in between leaves nothing half deleted.
 */
export async function deleteTurns(
  actor: Actor & { bots: string[] | null },
  selection: TurnSelection,
  watch: DeletionWatch = {},
): Promise<DeletionReceipt> {
  const [by, value] = Object.entries(selection)[0]!;
  let deleted: DeletedCounts | undefined;
  for (;;) {
    watch.signal?.throwIfAborted();
    const ids = await findTurnsToDelete(pool("ingest"), selection, actor.bots, AT_ONCE);
    if (ids.length === 0 && deleted) break;
    if (ids.length === 0 && by === "id") throw new AppError("not_found", `There is no turn ${value}.`);
    await ensureTurnPartitions(pool("ingest"), [], new Date());
    const counts = await transaction(async (sql) => {
      const part = await deleteTurnRows(sql, ids);
      await watch.onPart?.(sql, part);
      await audit(sql, actor, {
        action: "turns.deleted",
        target: { kind: by === "id" ? "turn" : by.replace("_id", ""), id: value, name: value },
        after: { ...part },
      });
      return part;
    }, "ingest");
    deleted = deleted ? add(deleted, counts) : counts;
    if (ids.length < AT_ONCE) break;
  }
  return { deleted };
}

function add(a: DeletedCounts, b: DeletedCounts): DeletedCounts {
  const names = Object.keys(a) as (keyof DeletedCounts)[];
  return Object.fromEntries(names.map((name) => [name, a[name] + b[name]])) as DeletedCounts;
}
