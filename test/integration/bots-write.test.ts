import { expect, test } from "vitest";
import { pool } from "~/data/postgres.server";
import { findBotProfile } from "~/data/runtime/bot-profiles.server";
import { findBotRevision, listBotRevisions } from "~/data/runtime/bot-revisions.server";
import { createBot } from "~/features/bots/profile/create-bot.server";
import { updateBot } from "~/features/bots/profile/update-bot.server";
import { HIDDEN } from "~/lib/secret-json";
import { signedIn } from "../factories/user";
import { testDatabase } from "../setup/database";

test("a bot is made with defaults for what nobody said, a first revision, and an entry in the audit log", async () => {
  await using database = await testDatabase();
  const { actor } = await signedIn(database.prisma, "operator");
  const { id } = await createBot(actor, { slug: "nova", system_prompt: "Be brief.\r\n", fallback_models: [] });
  const bot = await findBotProfile(pool(), "nova");
  expect(bot).toMatchObject({ id, name: "nova", system_prompt: "Be brief.\n", requires_memory: true, revision: 1 });
  expect(await listBotRevisions(pool(), id)).toMatchObject([{ revision: 1, note: "Created", created_by: actor.name }]);
  const entry = await database.prisma.auditEntry.findFirstOrThrow({ orderBy: { seq: "desc" } });
  expect(entry).toMatchObject({ action: "bot.created", targetId: "nova" });
});

test("who may only read makes and changes nothing", async () => {
  await using database = await testDatabase();
  const { actor } = await signedIn(database.prisma, "viewer");
  await expect(createBot(actor, { slug: "nova" })).rejects.toMatchObject({ code: "forbidden" });
  const { actor: operator } = await signedIn(database.prisma, "operator");
  await createBot(operator, { slug: "nova" });
  const attempt = updateBot(actor, "nova", { fields: { name: "Mine" }, baseRevision: 1 });
  await expect(attempt).rejects.toMatchObject({ code: "forbidden" });
});

test.each(["", "with space", "ü", "a/b", "..", ".", "new", "import", "x".repeat(129), "*"])(
  "%j is refused as a name",
  async (slug) => {
    await using database = await testDatabase();
    const { actor } = await signedIn(database.prisma);
    await expect(createBot(actor, { slug })).rejects.toMatchObject({
      code: "invalid",
      details: { fields: { slug: expect.any(String) } },
    });
  },
);

test("of two who take a name at once one gets it, and capitals do not make another name", async () => {
  await using database = await testDatabase();
  const { actor } = await signedIn(database.prisma);
  const both = await Promise.allSettled(["nova", "nova"].map((slug) => createBot(actor, { slug })));
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  const rejected = both.find((each) => each.status === "rejected");
  expect(rejected?.reason).toMatchObject({ code: "conflict" });
  await expect(createBot(actor, { slug: "Nova" })).rejects.toMatchObject({ code: "conflict" });
});

test("a change is a revision, changing nothing is refused, and a second saver overwrites nothing", async () => {
  await using database = await testDatabase();
  const { actor } = await signedIn(database.prisma);
  const { id } = await createBot(actor, { slug: "nova", name: "Nova" });
  const saved = await updateBot(actor, "nova", { fields: { name: "Nova two" }, baseRevision: 1, note: "Clearer" });
  expect(saved).toEqual({ revision: 2 });
  expect((await findBotRevision(pool(), id, 1))?.profile).toMatchObject({ name: "Nova", revision: 1 });
  const nothing = updateBot(actor, "nova", { fields: { name: "Nova two" }, baseRevision: 2 });
  await expect(nothing).rejects.toMatchObject({ code: "invalid" });
  const late = updateBot(actor, "nova", { fields: { description: "x" }, baseRevision: 1 });
  await expect(late).rejects.toMatchObject({ code: "conflict", details: { revision: 2 } });
  const both = await Promise.allSettled(
    ["a", "b"].map((description) => updateBot(actor, "nova", { fields: { description }, baseRevision: 2 })),
  );
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(await listBotRevisions(pool(), id)).toHaveLength(3);
});

test("a secret that a page showed as hidden stays what it was, and is not told in the audit log", async () => {
  await using database = await testDatabase();
  const { actor } = await signedIn(database.prisma);
  await createBot(actor, { slug: "nova", agent_backend_config: { api_key: "sk-1", model: "a" } });
  await updateBot(actor, "nova", {
    fields: { agent_backend_config: { api_key: HIDDEN, model: "b" } },
    baseRevision: 1,
  });
  const bot = await findBotProfile(pool(), "nova");
  expect(bot?.agent_backend_config).toEqual({ api_key: "sk-1", model: "b" });
  const entries = await database.prisma.auditEntry.findMany();
  expect(JSON.stringify(entries, (_, value) => (typeof value === "bigint" ? Number(value) : value))).not.toContain(
    "sk-1",
  );
});

test.each(
  [
    { avatar: "https://example.com/a.png" },
    { avatar: "data:image/svg+xml;base64,PHN2Zz4=" },
    { color: "mauve" },
    { fallback_models: [{ model: "", provider: null }] },
    { prompt_override_key: "not a key" },
    { name: "two\nlines" },
    { allowed_tools: ["x".repeat(300)] },
    { system_prompt: "x".repeat(1_000_001) },
  ].map((fields) => [Object.keys(fields)[0]!, fields] as const),
)("%s that cannot be is refused with its name", async (key, fields) => {
  await using database = await testDatabase();
  const { actor } = await signedIn(database.prisma);
  await expect(createBot(actor, { slug: "nova", ...(fields as object) })).rejects.toMatchObject({
    code: "invalid",
    details: { fields: { [key]: expect.any(String) } },
  });
});
