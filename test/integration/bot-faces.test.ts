import { expect, test } from "vitest";
import { loader as facesLoader } from "~/routes/bots/faces";
import { allBotFaces } from "~/platform/bot-faces.server";
import { onLiveFacts, type LiveFacts } from "~/platform/live-facts.server";
import { pauseBot, resumeBot } from "~/features/bots/pause/pause-bots.server";
import { signedIn } from "../factories/user";
import { testDatabase, type TestDatabase } from "../setup/database";
import { get } from "../setup/request";

const insertBot = (
  { owner }: TestDatabase,
  slug: string,
  look: { color?: string; avatar?: string; former?: string[] },
) =>
  owner.query(
    `insert into runtime.bot_profiles (id, slug, name, color, avatar, former_slugs, updated_by)
     values (gen_random_uuid(), $1, initcap($1), $2, $3, $4, 'test')`,
    [slug, look.color ?? null, look.avatar ?? null, look.former ?? []],
  );

test("how a bot looks is known under its former slugs too, and the hash changes with it", async () => {
  await using database = await testDatabase();
  await insertBot(database, "nova", { color: "teal", avatar: "🌊", former: ["old-nova"] });
  const before = await allBotFaces();
  expect(before.faces.get("nova")).toEqual({ name: "Nova", color: "teal", avatar: "🌊" });
  expect(before.faces.get("old-nova")).toEqual(before.faces.get("nova"));
  expect((await allBotFaces()).hash).toBe(before.hash);
  await database.owner.query("update runtime.bot_profiles set description = 'says little'");
  expect((await allBotFaces()).hash).toBe(before.hash);
  await database.owner.query("update runtime.bot_profiles set color = 'pink'");
  const after = await allBotFaces();
  expect(after.faces.get("nova")?.color).toBe("pink");
  expect(after.hash).not.toBe(before.hash);
});

test("the faces are kept by a browser under their hash, and asked for anew without it", async () => {
  await using database = await testDatabase();
  await insertBot(database, "nova", { color: "teal" });
  const { cookie } = await signedIn(database.prisma, "viewer");
  const ask = (query: string, headers = {}) => facesLoader(get(`/bots/faces${query}`, { cookie, headers }));
  const { hash } = await allBotFaces();
  const kept = await ask(`?v=${hash}`);
  expect(await kept.json()).toEqual({ nova: { name: "Nova", color: "teal" } });
  expect(kept.headers.get("cache-control")).toContain("immutable");
  expect((await ask("?v=another")).headers.get("cache-control")).toBe("private, no-cache");
  expect((await ask("", { "if-none-match": `"${hash}"` })).status).toBe(304);
});

test("every open page is told of a pause, of its end, and of a bot that looks different", async () => {
  await using database = await testDatabase();
  const { actor } = await signedIn(database.prisma, "operator");
  const told: LiveFacts[] = [];
  const stop = onLiveFacts((facts) => told.push(facts));
  try {
    await expect.poll(() => told.at(-1)?.pauses.total).toBe(0);
    await pauseBot(actor, { bot: "nova", reason: "it shouts" });
    await expect.poll(() => told.at(-1)?.pauses.first[0]).toMatchObject({ bot: "nova", reason: "it shouts" });
    await resumeBot(actor, "nova");
    await expect.poll(() => told.at(-1)?.pauses.total).toBe(0);
    const { faces } = told.at(-1)!;
    await insertBot(database, "nova", { color: "teal" });
    await expect.poll(() => told.at(-1)?.faces).not.toBe(faces);
  } finally {
    stop();
  }
});
