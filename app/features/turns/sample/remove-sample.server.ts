import { db } from "~/data/console/prisma.server";
import { pool, transaction } from "~/data/postgres.server";
import {
  deleteEmptySampleSessions,
  deleteSampleKeys,
  deleteSampleSession,
  findSampleTurns,
  forgetChanges,
} from "~/data/runtime/sample-rows.server";
import { deleteTurnRows } from "~/data/runtime/turn-delete.server";
import { ensureTurnPartitions } from "~/data/runtime/turn-partitions.server";
import { AppError } from "~/lib/errors";
import { SAMPLE_SOURCE } from "~/lib/sample-source";
import { forgetApiKeys } from "~/platform/api-key.server";
import { audit, type Actor } from "~/platform/audit.server";
import { enqueue } from "~/platform/jobs.server";
import { requirePermission } from "~/platform/permissions";
import type { SessionUser } from "~/platform/session.server";
import type { RemovedPart, SamplePart } from "~/platform/sample-part";
import { findSampleState, setSampleState } from "~/platform/sample-state.server";

export const SWEEP_JOB = "sample.sweep";

const AT_ONCE = 500;
/** A request that was let in before the key went may still be writing. */
const LAST_WRITES_MS = 400;
const SWEEP_AFTER_MS = 20_000;

export type RemovedSample = { turns: number; tool_calls: number; llm_calls: number; events: number; sessions: number };
/** With what other areas took away and kept, by their names. */
export type SampleReceipt = RemovedSample & { parts: Record<string, RemovedPart> };

export async function removeSample(user: SessionUser, parts: readonly SamplePart[] = []): Promise<SampleReceipt> {
  requirePermission(user, "turns:delete");
  return removeSampleAs(user, parts);
}

/**
 * Ends the bots that play, and removes every sample row for good. Should this be cut short, a job ends it; the same job
 * looks once more for what came in at the last moment.
 */
export async function removeSampleAs(actor: Actor, parts: readonly SamplePart[] = []): Promise<SampleReceipt> {
  const known = await findSampleState();
  if (!known || known.state === "removed") throw new AppError("conflict", "There is no sample data.");
  await db().$transaction(async (tx) => {
    await setSampleState(tx, "removing");
    await tx.apiKey.deleteMany({ where: { source: SAMPLE_SOURCE } });
    await enqueue(tx, SWEEP_JOB, {}, { key: SWEEP_JOB, runAt: new Date(Date.now() + SWEEP_AFTER_MS) });
  });
  forgetApiKeys();
  return finishRemoval(actor, parts);
}

export async function finishRemoval(actor: Actor, parts: readonly SamplePart[]): Promise<SampleReceipt> {
  const gone: SampleReceipt["parts"] = {};
  for (const part of parts) gone[part.name] = await part.remove(actor);
  const removed = await sweepSample();
  await new Promise((resolve) => setTimeout(resolve, LAST_WRITES_MS));
  const late = await sweepSample();
  for (const name of Object.keys(removed) as (keyof RemovedSample)[]) removed[name] += late[name];
  await db().$transaction(async (tx) => {
    await setSampleState(tx, "removed");
    await audit(tx, actor, {
      action: "sample.removed",
      target: { kind: "sample", id: "sample", name: "Sample data" },
      after: { ...removed, ...gone },
    });
  });
  return { ...removed, parts: gone };
}

/** Deletes what has the sample's source, and nothing else. */
export async function sweepSample(): Promise<RemovedSample> {
  const removed: RemovedSample = { turns: 0, tool_calls: 0, llm_calls: 0, events: 0, sessions: 0 };
  const gone: string[] = [];
  await ensureTurnPartitions(pool("ingest"), [], new Date());
  for (;;) {
    const ids = await findSampleTurns(pool("ingest"), AT_ONCE);
    if (ids.length === 0) break;
    const counts = await transaction(async (sql) => {
      const deleted = await deleteTurnRows(sql, ids);
      await deleteSampleKeys(sql, ids);
      return deleted;
    }, "ingest");
    for (const name of ["turns", "tool_calls", "llm_calls", "events", "sessions"] as const)
      removed[name] += counts[name];
    gone.push(...ids);
  }
  if (gone.length > 0) await forgetChanges(pool("jobs"), gone);
  for (;;) {
    const counts = await transaction(deleteSampleSession, "ingest");
    if (!counts) break;
    removed.events += counts.events;
  }
  removed.sessions += await deleteEmptySampleSessions(pool("ingest"));
  return removed;
}
