import { expect, test } from "vitest";
import { PROFILES } from "../../prisma/sample/profiles.mjs";
import { BOTS } from "../../prisma/sample/cast.mjs";
import { pool } from "~/data/postgres.server";
import { findBotProfile, listBotProfiles } from "~/data/runtime/bot-profiles.server";
import { forgetPartitions } from "~/data/runtime/turn-partitions.server";
import { createBot } from "~/features/bots/profile/create-bot.server";
import { updateBot } from "~/features/bots/profile/update-bot.server";
import { loadSampleAtStart } from "~/features/turns/sample/load-sample.server";
import { removeSample } from "~/features/turns/sample/remove-sample.server";
import { keptWords } from "~/platform/sample-part";
import { SAMPLE_PARTS } from "~/sample.server";
import { signedIn } from "../factories/user";
import { testDatabase } from "../setup/database";

const SMALL = { sessionsADay: 4 };

test("every bot of the cast is set up, with a face of its own", () => {
  expect(PROFILES.map(({ slug }) => slug)).toEqual(BOTS.map(({ slug }) => slug));
  expect(new Set(PROFILES.map(({ color }) => color)).size).toBe(PROFILES.length);
  expect(new Set(PROFILES.map(({ avatar }) => avatar)).size).toBe(PROFILES.length);
});

test("the sample's bots come and go with it; what a person has changed since is theirs, and the receipt says so", async () => {
  forgetPartitions();
  await using database = await testDatabase();
  const { actor } = await signedIn(database.prisma, "admin");
  await createBot(actor, { slug: "harbor", name: "My own harbor" });
  await loadSampleAtStart(SMALL, SAMPLE_PARTS);
  expect(await listBotProfiles(pool())).toHaveLength(PROFILES.length);
  expect((await findBotProfile(pool(), "harbor"))?.name).toBe("My own harbor");
  const nova = await findBotProfile(pool(), "nova");
  expect(nova).toMatchObject({ source: "sample", tts_mode: true, default_model: "claude-haiku-4-5" });
  await updateBot(actor, "nova", { fields: { description: "Mine now" }, baseRevision: nova!.revision });

  const receipt = await removeSample(actor, SAMPLE_PARTS);

  expect(receipt.parts.bots).toEqual({ removed: PROFILES.length - 2, kept: ["Nova"] });
  expect(keptWords(receipt.parts)).toContain("bots Nova");
  const left = await listBotProfiles(pool());
  expect(left.map(({ slug, source }) => [slug, source])).toEqual([
    ["harbor", "console"],
    ["nova", "console"],
  ]);
  const { rows } = await database.owner.query("select distinct slug from runtime.bot_profile_revisions order by slug");
  expect(rows.map(({ slug }) => slug)).toEqual(["harbor", "nova"]);
});
