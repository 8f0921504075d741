import { expect, test } from "vitest";
import { botPalette } from "~/features/bots/palette/bot-palette.server";
import { pauseBot } from "~/features/bots/pause/pause-bots.server";
import { createBot } from "~/features/bots/profile/create-bot.server";
import { signedIn } from "../factories/user";
import { testDatabase } from "../setup/database";

test("a bot is found by its name and by its slug, and paused and resumed by a sentence", async () => {
  await using database = await testDatabase();
  const { actor } = await signedIn(database.prisma, "operator");
  await createBot(actor, { slug: "nova", name: "North Star" });
  await createBot(actor, { slug: "mira", name: "Mira" });
  const labels = async (query: string) => (await botPalette.find(query, actor)).map(({ label }) => label);
  expect(await labels("north")).toEqual(["North Star"]);
  expect(await labels("nov")).toEqual(["North Star"]);
  expect(await labels("pause nova")).toEqual(["Pause North Star"]);
  expect(await labels("pause")).toEqual(["Pause every bot", "Pause Mira", "Pause North Star"]);
  expect(await labels("resume")).toEqual([]);
  await pauseBot(actor, { bot: "nova", reason: "it shouts" });
  await pauseBot(actor, { bot: "*", reason: "" });
  expect(await labels("resume")).toEqual(["Resume every bot", "Resume North Star"]);
  expect(await labels("resume north")).toEqual(["Resume North Star"]);
  expect(await labels("pause")).toEqual(["Pause Mira"]);
  const { actor: viewer } = await signedIn(database.prisma, "viewer");
  expect(await botPalette.find("pause nova", viewer)).toEqual([]);
});

test("pausing every bot asks first, and pausing one can be taken back", async () => {
  await using database = await testDatabase();
  const { actor } = await signedIn(database.prisma, "operator");
  await createBot(actor, { slug: "nova", name: "Nova" });
  const [every] = await botPalette.find("pause every bot", actor);
  expect(every).toMatchObject({ to: "/bots/pauses?ask=every" });
  expect(every!.post).toBeUndefined();
  const [one] = await botPalette.find("pause nova", actor);
  expect(one!.post).toMatchObject({
    fields: { intent: "pause", bot: "nova" },
    undo: { intent: "resume", bot: "nova" },
  });
});
