import { expect, test } from "vitest";
import { pool } from "~/data/postgres.server";
import { fieldsOf, type BotFields } from "~/data/runtime/bot-profile";
import { findBotProfile } from "~/data/runtime/bot-profiles.server";
import { deleteBot } from "~/features/bots/name/delete-bot.server";
import { createBot } from "~/features/bots/profile/create-bot.server";
import { updateBot } from "~/features/bots/profile/update-bot.server";
import { exportBots } from "~/features/bots/transfer/export-bots.server";
import { importBots, planImport } from "~/features/bots/transfer/import-bots.server";
import { signedIn } from "../factories/user";
import { testDatabase } from "../setup/database";

const NOVA: Partial<BotFields> = {
  name: "Nova",
  description: "Knows the house",
  color: "teal",
  avatar: "🦊",
  system_prompt: "You are Nova.\nBe brief.",
  agent_prompt: "Use tools.",
  prompt_mode: "agent_only",
  default_model: "m-1",
  default_provider: "p",
  fallback_models: [
    { model: "m-2", provider: null },
    { model: "m-3", provider: "q" },
  ],
  agent_backend: "codex",
  agent_backend_config: { session_key: "s", effort: "high", nested: { api_key: "sk-secret", url: "u" } },
  uses_tools: true,
  requires_memory: false,
  allowed_tools: ["search", "read"],
  limits: { max_tool_iterations: 5 },
  nextcloud_config: { host: "cloud.lan", password: "pw-secret" },
};

const outcomes = (plan: Awaited<ReturnType<typeof planImport>>) =>
  plan.bots.map(({ slug, outcome }) => [slug, outcome]);

test("what is exported comes back as it was, without its secrets", async () => {
  await using database = await testDatabase();
  const { actor } = await signedIn(database.prisma, "admin");
  await createBot(actor, { slug: "nova", ...NOVA });
  await createBot(actor, { slug: "plain" });
  const { text } = await exportBots([]);
  expect(text).not.toContain('secret"');
  expect(text).not.toMatch(/sk-secret|pw-secret/);
  expect(JSON.parse(text).bots[0].secrets_left_out).toEqual([
    "agent_backend_config.nested.api_key",
    "nextcloud_config.password",
  ]);
  expect(outcomes(await planImport(text))).toEqual([
    ["nova", "same"],
    ["plain", "same"],
  ]);
  await deleteBot(actor, "nova", { intent: "delete", data: "keep", confirmation: "nova", base_revision: 1 });
  const plan = await planImport(text);
  expect(outcomes(plan)).toEqual([
    ["nova", "create"],
    ["plain", "same"],
  ]);
  expect(await importBots(actor, text, plan.hash)).toEqual({ created: 1, changed: 0 });
  expect(fieldsOf((await findBotProfile(pool(), "nova"))!)).toMatchObject({
    ...NOVA,
    agent_backend_config: { session_key: "s", effort: "high", nested: { url: "u" } },
    nextcloud_config: { host: "cloud.lan" },
  });
});

test("an import changes only what the file says, and keeps the secrets that are here", async () => {
  await using database = await testDatabase();
  const { actor } = await signedIn(database.prisma);
  await createBot(actor, { slug: "nova", ...NOVA });
  const file = JSON.parse((await exportBots(["nova"])).text);
  const text = JSON.stringify({ ...file.bots[0], default_model: "m-9", shoe_size: 43 });
  const plan = await planImport(text);
  expect(plan.bots).toMatchObject([
    { outcome: "change", ignored: ["shoe_size"], changes: [{ key: "default_model", before: "m-1", after: "m-9" }] },
  ]);
  await importBots(actor, text, plan.hash);
  const bot = await findBotProfile(pool(), "nova");
  expect(bot).toMatchObject({ ...NOVA, default_model: "m-9", revision: 2 });
});

test("what was changed since the look is looked at again, and nothing is written", async () => {
  await using database = await testDatabase();
  const { actor } = await signedIn(database.prisma);
  await createBot(actor, { slug: "nova" });
  const text = '[{"slug": "nova", "description": "From the file"}, {"slug": "iris"}]';
  const plan = await planImport(text);
  await updateBot(actor, "nova", { fields: { name: "Meanwhile" }, baseRevision: 1 });
  const answer = await importBots(actor, text, plan.hash);
  expect(answer).toMatchObject({ bots: [{ outcome: "change" }, { outcome: "create" }] });
  expect(await findBotProfile(pool(), "iris")).toBeNull();
});

test("one bot that cannot be is refused with a reason, and the others are not held up", async () => {
  await using database = await testDatabase();
  const { actor } = await signedIn(database.prisma);
  await createBot(actor, { slug: "nova" });
  const text = JSON.stringify([
    { slug: "good" },
    { slug: "two words" },
    { slug: "loud", color: "mauve", system_prompt: 7 },
    { slug: "twice" },
    { slug: "twice" },
    { slug: "NOVA" },
    { slug: "deep", agent_backend_config: "no object", __proto__: { enabled: false } },
  ]);
  const plan = await planImport(text);
  expect(plan.bots.map(({ outcome }) => outcome)).toEqual([
    "create",
    "refuse",
    "refuse",
    "refuse",
    "refuse",
    "refuse",
    "refuse",
  ]);
  expect(plan.bots.every(({ outcome, problems }) => (outcome === "refuse") === problems.length > 0)).toBe(true);
  expect(await importBots(actor, text, plan.hash)).toEqual({ created: 1, changed: 0 });
});

test.each(["", "no json", "7", "null", "[]", '{"bots": {}}', '[{"name": "without a slug"}]', "[[]]", '{"slug": 5}'])(
  "%j is no file of bots, and says so",
  async (text) => {
    await using database = await testDatabase();
    void database;
    await expect(planImport(text)).rejects.toMatchObject({
      code: "invalid",
      details: { fields: { text: expect.any(String) } },
    });
  },
);
