import { db } from "~/data/console/prisma.server";
import { SAMPLE_SOURCE } from "~/lib/sample-source";
import { uuid } from "~/lib/uuid.server";
import { newApiKey } from "~/platform/api-key.server";
import { audit } from "~/platform/audit.server";
import { SAMPLE } from "./load-sample.server";
import { isSampleShown } from "~/platform/sample-state.server";

/** A key for the bots that play while sample data is shown: a new one each time, so that none has to be kept. */
export async function createSampleKey(): Promise<string | null> {
  if (!(await isSampleShown())) return null;
  const { key, prefix, lastFour, hash } = newApiKey();
  const id = uuid();
  const name = "Sample bots";
  const scopes = ["turns:write"];
  await db().$transaction(async (tx) => {
    await tx.apiKey.deleteMany({ where: { source: SAMPLE_SOURCE } });
    const made = { bots: ["*"], addresses: [], source: SAMPLE_SOURCE, createdBy: SAMPLE.name };
    await tx.apiKey.create({ data: { id, name, prefix, lastFour, hash, scopes, ...made } });
    await audit(tx, SAMPLE, { action: "key.created", target: { kind: "key", id, name }, after: { scopes } });
  });
  return key;
}
