import { db } from "~/data/console/prisma.server";

export type SampleState = "loading" | "loaded" | "removing" | "removed";

const ONE = { id: "sample" };

/** Null where sample data was never put in. */
export async function findSampleState(database = db()): Promise<{ state: SampleState; endsAt: Date } | null> {
  const row = await database.sampleData.findUnique({ where: ONE });
  return row && { state: row.state as SampleState, endsAt: row.endsAt };
}

/** Whether people see sample data now. */
export async function isSampleShown(): Promise<boolean> {
  const found = await findSampleState();
  return found?.state === "loaded" || found?.state === "loading";
}

export async function setSampleState(
  database: Pick<ReturnType<typeof db>, "sampleData">,
  state: SampleState,
  endsAt?: Date,
): Promise<void> {
  const data = { state, changedAt: new Date(), ...(endsAt && { endsAt }) };
  await database.sampleData.upsert({ where: ONE, create: { ...ONE, endsAt: new Date(), ...data }, update: data });
}
