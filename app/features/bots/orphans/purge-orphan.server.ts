import { pool, transaction } from "~/data/postgres.server";
import { deleteEmptySessions, deleteOwnedRows, findTurnsOfBot, listOrphans } from "~/data/runtime/bot-orphans.server";
import {
  advanceBotPurge,
  endBotPurge,
  findBotPurge,
  insertBotPurge,
  type BotPurge,
} from "~/data/runtime/bot-purges.server";
import { findBotProfile } from "~/data/runtime/bot-profiles.server";
import { deleteTurnRows } from "~/data/runtime/turn-delete.server";
import { ensureTurnPartitions } from "~/data/runtime/turn-partitions.server";
import { AppError } from "~/lib/errors";
import { uuid } from "~/lib/uuid.server";
import { audit, systemActor } from "~/platform/audit.server";
import { tellChanges } from "~/platform/changes.server";
import { outdateDoorRules } from "~/platform/door-rules-age.server";
import { enqueue } from "~/platform/jobs.server";
import { requirePermission } from "~/platform/permissions";
import type { SessionUser } from "~/platform/session.server";

export const PURGE_JOB = "bots.purge";
const AT_ONCE = 500;
const ANY = 100_000;
const PURGE = systemActor("Purge of bots");

/** Begins to delete everything that names a bot nobody has set up. A job goes on with it, piece by piece. */
export async function requestPurge(user: SessionUser, slug: string, confirmation: string): Promise<string> {
  requirePermission(user, "bots:delete");
  if (confirmation.trim() !== slug)
    throw new AppError("invalid", "The name does not match.", { fields: { confirmation: `must be ${slug}` } });
  const id = uuid();
  await transaction(async (sql) => {
    await requireOrphan(slug);
    const [orphan] = (await listOrphans(sql, [], ANY)).filter((each) => each.slug === slug);
    if (!orphan) throw new AppError("conflict", `Nothing names ${slug} any more.`);
    const expected_turns = orphan.counts.turns ?? 0;
    if (!(await insertBotPurge(sql, { id, bot_id: slug, expected_turns, requested_by: user.name })))
      throw new AppError("conflict", `${slug} is being purged already.`);
    await enqueue(sql, PURGE_JOB, { id }, { key: `${PURGE_JOB}:${id}` });
    await audit(sql, user, {
      action: "bot.purge-began",
      target: { kind: "bot", id: slug, name: slug },
      before: { ...orphan.counts },
    });
  });
  return id;
}

/** Whoever is set up meanwhile keeps what is theirs. */
async function requireOrphan(slug: string): Promise<void> {
  if (await findBotProfile(pool(), slug))
    throw new AppError("conflict", `${slug} belongs to a bot that is set up. Delete that bot instead.`);
}

export async function stopPurge(user: SessionUser, id: string): Promise<void> {
  requirePermission(user, "bots:delete");
  await transaction(async (sql) => {
    const purge = await endBotPurge(sql, id, "stopped");
    if (!purge) throw new AppError("conflict", "It has ended already.");
    await audit(sql, user, entryOf(purge, "bot.purge-stopped"));
  });
}

function entryOf({ bot_id, removed }: BotPurge, action: string) {
  return { action, target: { kind: "bot", id: bot_id, name: bot_id }, after: { ...removed } };
}

/** One piece of the work; "stopped" when somebody wants no more of it, "empty" when nothing is left. */
async function purgePiece(id: string, slug: string): Promise<"went" | "stopped" | "empty"> {
  const ids = await findTurnsOfBot(pool("jobs"), slug, AT_ONCE);
  if (ids.length > 0) await ensureTurnPartitions(pool("ingest"), [], new Date());
  let sessions = 0;
  const isRunning = await transaction(
    (sql) =>
      advanceBotPurge(sql, id, async () => {
        if (ids.length > 0) return { ...(await deleteTurnRows(sql, ids)) };
        sessions = await deleteEmptySessions(sql, slug, AT_ONCE);
        return { sessions };
      }),
    "jobs",
  );
  if (!isRunning) return "stopped";
  return ids.length > 0 || sessions > 0 ? "went" : "empty";
}

/** The job: as long as it runs and nobody stops it. It may be cut off anywhere and goes on where it was. */
export async function purgeBot(id: string, signal: AbortSignal): Promise<void> {
  const purge = await findBotPurge(pool("jobs"), id);
  if (purge?.state !== "running") return;
  const slug = purge.bot_id;
  for (;;) {
    signal.throwIfAborted();
    if (await findBotProfile(pool("jobs"), slug)) {
      const stopped = await endBotPurge(pool("jobs"), id, "stopped");
      if (stopped) await transaction((sql) => audit(sql, PURGE, entryOf(stopped, "bot.purge-stopped")), "jobs");
      return;
    }
    const piece = await purgePiece(id, slug);
    if (piece === "stopped") return;
    if (piece === "empty") break;
  }
  await transaction(async (sql) => {
    if (!(await advanceBotPurge(sql, id, () => deleteOwnedRows(sql, slug)))) return;
    const done = await endBotPurge(sql, id, "done");
    await tellChanges(sql);
    if (done) await audit(sql, PURGE, entryOf(done, "bot.purged"));
  }, "jobs");
  outdateDoorRules();
}
