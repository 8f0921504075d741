import { transaction } from "~/data/postgres.server";
import { findBotsNamed, insertBotProfile, lockBotNames } from "~/data/runtime/bot-profiles.server";
import { keepBotRevision } from "~/data/runtime/bot-revisions.server";
import { NEW_BOT } from "~/data/runtime/bot-profile";
import { deleteUntouchedSampleBots, keepChangedSampleBots } from "~/data/runtime/sample-bots.server";
import { checkFields } from "~/features/bots/profile/create-bot.server";
import { SAMPLE_SOURCE } from "~/lib/sample-source";
import { uuid } from "~/lib/uuid.server";
import { tellChanges } from "~/platform/changes.server";
import type { SamplePart } from "~/platform/sample-part";
import { PROFILES } from "../../../../prisma/sample/profiles.mjs";

/** The sample's bots as somebody would have set them up. A name that is taken is left to who has it. */
export const SAMPLE_BOTS: SamplePart = {
  name: "bots",
  load: (actor) =>
    transaction(async (sql) => {
      await lockBotNames(sql);
      let loaded = 0;
      for (const { slug, ...profile } of PROFILES) {
        if ((await findBotsNamed(sql, slug)).length > 0) continue;
        const id = uuid();
        const fields = checkFields({ ...NEW_BOT, ...profile });
        await insertBotProfile(sql, { id, slug, source: SAMPLE_SOURCE, fields, by: actor.name });
        await keepBotRevision(sql, id, { note: "Sample data", by: actor.name });
        loaded += 1;
      }
      await tellChanges(sql);
      return loaded;
    }),
  remove: () =>
    transaction(async (sql) => {
      const removed = await deleteUntouchedSampleBots(sql);
      const kept = await keepChangedSampleBots(sql);
      await tellChanges(sql);
      return { removed, kept };
    }),
};
