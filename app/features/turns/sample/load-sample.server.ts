import { db } from "~/data/console/prisma.server";
import { pool } from "~/data/postgres.server";
import { hasTurnsOfOthers } from "~/data/runtime/sample-rows.server";
import { ingestBatch, MAX_ITEMS } from "~/features/turns/ingest/ingest-batch.server";
import { AppError } from "~/lib/errors";
import { SAMPLE_SOURCE } from "~/lib/sample-source";
import { audit, systemActor, type Actor } from "~/platform/audit.server";
import { sampleWeek } from "../../../../prisma/sample/week.mjs";
import type { SamplePart } from "~/platform/sample-part";
import { findSampleState, setSampleState } from "~/platform/sample-state.server";

export const SAMPLE = systemActor("Sample data");

type SampleSize = Parameters<typeof sampleWeek>[1];

/** What the first start does: fills an empty console, once. Answers how many turns came, or null when it left all as it is. */
export async function loadSampleAtStart(size?: SampleSize, parts: readonly SamplePart[] = []): Promise<number | null> {
  const known = await findSampleState();
  if (known && known.state !== "loading") return null;
  if (!known && (await hasTurnsOfOthers(pool()))) return null;
  return loadSample(SAMPLE, known?.endsAt ?? new Date(), parts, size);
}

/** What a person asks for: also after it was removed, but never among turns of their own. */
export async function loadSampleAgain(actor: Actor, parts: readonly SamplePart[] = []): Promise<number> {
  const known = await findSampleState();
  if (known?.state === "loaded") throw new AppError("conflict", "Sample data is there already.");
  if (known?.state === "removing")
    throw new AppError("conflict", "Sample data is being removed; try again in a moment.");
  if (await hasTurnsOfOthers(pool()))
    throw new AppError("conflict", "This database has turns of its own, and sample data is never mixed with them.");
  return loadSample(actor, new Date(), parts);
}

/** Through the same functions as every runtime. A load that was cut short goes on where it was: what is there is left. */
async function loadSample(
  actor: Actor,
  endsAt: Date,
  parts: readonly SamplePart[],
  size?: SampleSize,
): Promise<number> {
  await setSampleState(db(), "loading", endsAt);
  const loaded: Record<string, number> = {};
  for (const part of parts) loaded[part.name] = await part.load(actor);
  let turns = 0;
  let items: unknown[] = [];
  const send = async () => {
    const answers = await ingestBatch({ source: SAMPLE_SOURCE, bots: null }, items);
    const refused = answers.find(({ status }) => status >= 400);
    if (refused) throw new Error(`sample data was refused: ${JSON.stringify([items[refused.index], refused.error])}`);
    items = [];
  };
  for (const turn of sampleWeek(endsAt.getTime(), size)) {
    if (items.length + turn.length > MAX_ITEMS) {
      await send();
      // Somebody may have removed it meanwhile.
      if ((await findSampleState())?.state !== "loading") return turns;
    }
    items.push(...turn);
    turns += 1;
  }
  await send();
  await db().$transaction(async (tx) => {
    await setSampleState(tx, "loaded");
    await audit(tx, actor, {
      action: "sample.loaded",
      target: { kind: "sample", id: "sample", name: "Sample data" },
      after: { turns, ...loaded },
    });
  });
  return turns;
}
