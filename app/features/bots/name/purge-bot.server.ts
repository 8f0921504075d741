import { pool, transaction, type Sql } from "~/data/postgres.server";
import { forgetBotSightings } from "~/data/runtime/bot-figures.server";
import { addToBotDeletion, endBotDeletion, findBotDeletion } from "~/data/runtime/bot-deletions.server";
import type { Actor } from "~/platform/audit.server";
import { defineJob, type JobContext, type JobDefinition } from "~/platform/jobs.server";
import { PURGE_JOB } from "./delete-bot.server";

type Counts = Record<string, number>;
/** How turns are deleted, handed in: they belong to another part of the product. */
export type DeleteTurnsOf = (
  actor: Actor & { bots: null },
  bot: string,
  watch: { onPart: (sql: Sql, part: Counts) => Promise<void>; signal: AbortSignal },
) => Promise<unknown>;

/** Deletes the turns of a purged bot, part by part. It goes on where it was stopped: what is gone is counted once. */
export async function purgeBot(id: string, job: JobContext, deleteTurnsOf: DeleteTurnsOf): Promise<void> {
  const deletion = await findBotDeletion(pool("jobs"), id);
  if (!deletion || deletion.state === "done") return;
  const actor = { kind: "user", id: deletion.asked_by_id, name: deletion.asked_by, bots: null } as const;
  try {
    for (const name of deletion.names)
      await deleteTurnsOf(actor, name, {
        signal: job.signal,
        onPart: (sql, part) => addToBotDeletion(sql, id, part),
      });
  } catch (error) {
    if (!job.signal.aborted && job.attempt >= job.maxAttempts)
      await endBotDeletion(pool("jobs"), id, "failed", error instanceof Error ? error.message : "It failed.");
    throw error;
  }
  await transaction(async (sql) => {
    await forgetBotSightings(sql, deletion.names);
    await endBotDeletion(sql, id, "done");
  }, "jobs");
}

export function definePurgeJobs(deleteTurnsOf: DeleteTurnsOf): readonly JobDefinition[] {
  return [
    defineJob<{ id: string }>({
      name: PURGE_JOB,
      title: "Delete the turns of a bot that was purged",
      maxAttempts: 5,
      run: ({ id }, job) => purgeBot(id, job, deleteTurnsOf),
    }),
  ];
}
